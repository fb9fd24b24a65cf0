#!/bin/sh
# This hook belongs to lattice-hooks: `lattice-hooks uninstall` removes it.
# It finds Node and the package and hands over to them. An ordinary run uses builtins of the shell alone.

[ "${LATTICE_HOOKS-}" = 0 ] && exit 0

# What `lattice-hooks install` filled in: the folder of the package seen from the worktree's top; the main worktree seen
# from this folder; package and Node by their absolute paths; the folder whose hooks git would run without this one; and the
# version that wrote it, for `lattice-hooks doctor`.
folder=''
main=''
package=''
node=''
others=''
# shellcheck disable=SC2034
version=''

# Another hook manager may have given this file a longer name. Names of hooks have no dot.
name=${0##*/}
name=${name%%.*}
case $0 in
*/*) here=${0%/*} ;;
*) here=. ;;
esac

# Succeeds when a config governs anything in the repository. Asked only when something is missing, so it may take its time.
has_config() {
  for file in .lattice-hooksrc* .config/lattice-hooksrc* lattice-hooks.config.*; do
    case $file in *rc.local.*) continue ;; esac
    [ -f "$file" ] && return 0
  done
  # Quotes, a colon and then no other string: a key of its own, and not a version among the dependencies.
  git --no-literal-pathspecs grep --quiet --untracked -E '"lattice-hooks"[[:space:]]*:[[:space:]]*([{]|$)' \
    -- package.json '*/package.json' && return 0
  [ -n "$(git --no-literal-pathspecs ls-files -- '*/.lattice-hooksrc*' '*/.config/lattice-hooksrc*' \
    '*/lattice-hooks.config.*' ':(exclude)*rc.local.*')" ]
}

# Ends a hook that cannot do its work. Where no config asks for work there is nothing to refuse.
give_up() {
  if [ "$verifying" = no ] && ! has_config 2>/dev/null; then exit 0; fi
  printf 'lattice-hooks: %s, or set LATTICE_HOOKS=0 to do without checks once\n' "$1" >&2
  exit 1
}

# Gives the next program what git wrote to standard input, where another has read it.
rewind() {
  [ -n "$input" ] || return 0
  exec <<INPUT
$input
INPUT
}

# Succeeds when what the hook was told to judge was accepted before, and nothing has changed since that the verdict rested on.
# Everything here is looked up by names of files, see ARCHITECTURE.md, "The short way". Whatever is odd is left to Node.
is_known() {
  [ -z "${LATTICE_HOOKS_SKIP-}" ] || return 1
  state=${GIT_DIR:-.git}
  for doing in lattice-hooks/journal lattice-hooks/skips MERGE_HEAD rebase-merge rebase-apply; do
    [ -e "$state/$doing" ] && return 1
  done
  known=$state/lattice-hooks/known/$name
  [ -f "$known/current" ] || return 1
  IFS= read -r guard <"$known/current" || return 1
  case $guard in
  '' | *[!a-z0-9-]*) return 1 ;;
  esac
  guard=$known/$guard
  case $name in
  pre-commit) is_commit_marked && is_guard_held ;;
  pre-push) is_push_marked && is_guard_held ;;
  *) return 1 ;;
  esac
}

# The tree that would be committed, on that of HEAD.
is_commit_marked() {
  tree=$(git write-tree 2>/dev/null) || return 1
  # Most trees are new: that is known without asking for the other one.
  set -- "$guard/t_$tree"_*
  [ -e "$1" ] || return 1
  base=$(git rev-parse --verify --quiet 'HEAD^{tree}') || return 1
  [ "$tree" = "$base" ] || [ -e "$guard/t_${tree}_$base" ]
}

# The tree of every ref that is pushed, on that of what the remote has there.
is_push_marked() {
  [ "$brings" = commits ] || return 1
  # shellcheck disable=SC2086 # ids, one word each
  trees=$(GIT_NO_REPLACE_OBJECTS=1 git rev-parse $asked 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- $trees
  while [ $# -gt 1 ]; do
    if [ "$1" = "$2" ]; then [ -e "$guard/w_$1" ] || return 1; else [ -e "$guard/t_$1_$2" ] || return 1; fi
    shift 2
  done
}

# Reads what git tells about a push, a line for each ref, see githooks(5): what it `brings` is `nothing` but deletions, whose new
# id is zeros, or `commits` to refs that the remote has, whose trees are `asked` for, or `more`. `tip` and `was` are the ids of
# the last of the `refs` that are not deleted.
read_push() {
  brings=nothing
  asked=
  tip=
  refs=0
  [ "$copied" = yes ] || read_lines
  while read -r _ new _ old; do
    # Ids and nothing else: the first word of a line may be an expression with blanks.
    case $new$old in '' | *[!0-9a-f]*) refs=9 ;; esac
    case $new in *[!0]*) ;; *) continue ;; esac
    case $old in *[!0]*) ;; *) brings='more' ;; esac
    [ "$brings" = more ] || brings=commits
    asked="$asked $new^{tree} $old^{tree}"
    tip=$new was=$old
    refs=$((refs + 1))
  done <<LINES
$input
LINES
  [ "$refs" -le 8 ] || brings='more'
}

# Few lines are read here, because that starts no program, and many by one that reads faster.
read_lines() {
  # Nobody tells anything where a person has started the hook.
  [ -t 0 ] && return
  copied=yes
  lines=0
  while [ "$lines" -lt 8 ] && IFS= read -r line; do
    input="$input${input:+
}$line"
    lines=$((lines + 1))
  done
  [ "$lines" -lt 8 ] || line=$(cat)
  input="$input${line:+
$line}"
}

# Succeeds when all that the verdicts rested on is as it was: this worktree, this package, variables, what was not there,
# folders with the names in them, and the stamps of files.
is_guard_held() {
  # shellcheck disable=SC3013 # a shell without it says that they differ
  [ . -ef "$guard/root" ] && [ "$hot" -ef "$guard/hot" ] || return 1
  lines=0
  one=
  while IFS=' ' read -r one other value; do
    [ "$one" = "$other" ] || return 1
    [ "$one" = END ] && break
    case $one in
    '' | [!A-Z]* | *[!A-Z0-9_]*) return 1 ;;
    esac
    eval "is=\${$one+=}\${$one-}"
    # shellcheck disable=SC2154 # by eval
    [ "$is" = "$value" ] || return 1
    lines=$((lines + 1))
  done <"$guard/variables"
  [ "$one $value" = "END $lines" ] || return 1
  set -- "$guard"/a_*
  # Without any, the pattern itself is one word.
  [ -h "$1" ] && [ -e "$guard/absent_$#" ] || return 1
  for entry in "$@"; do [ -e "$entry" ] && return 1; done
  are_folders_same || return 1
  set -- "$guard"/s_*
  [ -e "$guard/present_$#" ] || return 1
  stamps=
  for entry in "$@"; do
    stamps="$stamps${stamps:+
}${entry##*_}"
  done
  case ${guard##*/} in
  gnu2-*) is=$(LC_ALL=C stat -L -c '%i-%s-%f-%.9Y-%.9Z' -- "$@" 2>/dev/null) || return 1 ;;
  bsd2-*) is=$(LC_ALL=C stat -L -f '%i-%z-%Xp-%Fm-%Fc' "$@" 2>/dev/null) || return 1 ;;
  *) return 1 ;;
  esac
  [ "$is" = "$stamps" ]
}

# Of a folder counts that it is one, which names are in it, or where it really is.
are_folders_same() {
  # With it bash passes by names.
  [ -z "${GLOBIGNORE-}" ] || return 1
  set -- "$guard"/d_*
  [ -h "$1" ] || set --
  [ -e "$guard/folders_$#" ] || return 1
  for entry in "$@"; do [ -d "$entry" ] || return 1; done
  set -- "$guard"/n_*
  [ -h "$1" ] || set --
  [ -e "$guard/listed_$#" ] || return 1
  for place in "$@"; do are_names_same "$place" "$guard/names_${place##*_}" || return 1; done
  set -- "$guard"/r_*
  [ -h "$1" ] || set --
  [ -e "$guard/places_$#" ] || return 1
  for entry in "$@"; do
    IFS= read -r real 2>/dev/null <"$guard/real_${entry##*_}" || return 1
    # shellcheck disable=SC3013 # as above
    [ "$entry" -ef "$real" ] || return 1
    # No part of it may have become a link.
    while [ "$real" != "${real%/*}" ]; do
      [ -h "$real" ] && return 1
      real=${real%/*}
    done
  done
}

# Succeeds when all names of a list are in a folder, and as many are there. Each is named twice, with a slash between.
are_names_same() {
  [ -d "$1" ] || return 1
  place=$1 left=0
  while IFS=/ read -r one other; do
    [ "$one" = "$other" ] || return 1
    [ -e "$place/$one" ] || [ -h "$place/$one" ] || return 1
    left=$((left - 1))
  done 2>/dev/null <"$2" || return 1
  set -- "$place"/*
  # Where nothing matches, the pattern itself is one word.
  [ -e "$1" ] || [ -h "$1" ] || set --
  left=$((left + $#))
  set -- "$place"/.*
  [ -e "$1" ] || [ -h "$1" ] || set --
  left=$((left + $#))
  # To some shells a folder and the one above are among them, and nothing else of the sort is in a guard.
  set -- "$guard"/.*
  [ -e "$1" ] || set --
  [ $# = "$left" ]
}

# Writes what Node would ask git first, as `src/git/index/told.ts` reads it: git answers while Node starts. What has no end is
# asked again.
tell_index() {
  export GIT_OPTIONAL_LOCKS=0 GIT_TERMINAL_PROMPT=0 LC_ALL=C
  git diff-index --cached --raw -z --no-abbrev --no-renames --ignore-submodules=none HEAD -- && printf '\0.'
}

# Likewise at a push of one ref, as `src/git/commits/told-push.ts` reads it. Where Node's question follows from an answer of git's, it is
# written before the answer, as it will be as a rule: to any other question it is none.
tell_push() {
  printf '%s\n\0' "$input"
  export GIT_NO_REPLACE_OBJECTS=1 GIT_OPTIONAL_LOCKS=0 GIT_TERMINAL_PROMPT=0 LC_ALL=C
  unset LATTICE_HOOKS_SIGNING_KEY
  printf '%s\n\0' "$tip"
  git cat-file --batch <<ID || return
$tip^{commit}
ID
  printf '\0'
  # It ends with 1 where there are none.
  git config --null --get-regexp '^(remote\..*\.(url|pushurl|fetch)|url\..*\.(insteadof|pushinsteadof))$' ||
    [ $? = 1 ] || return
  tracked=$(git for-each-ref '--format=%(objectname) %(refname) %(symref)' refs/remotes/) || return
  printf '\0%s\n\0' "$tracked"
  tell_commit "${1-}" && printf '\0.'
}

# What is new to a remote: the commits, all files of the last, and what of these differs from the newest that the remote has.
tell_commit() {
  note_had "$1"
  commits=
  [ -z "$had" ] || commits=$(
    git rev-list --topo-order --parents --ignore-missing --missing=allow-any --stdin <<IDS
$tip$had
IDS
  ) || return
  printf '%s\n\0%s\n\0' "${had:+$tip$had}" "$commits"
  git ls-tree -r -z --full-tree --end-of-options "$tip" || return
  # The last word is a parent that is not among them.
  base=${commits##*[!0-9a-f]}
  printf '\0%s\n\0' "${base:+$tip $base}"
  [ -z "$base" ] || git diff-tree --stdin -r --root --raw -z --no-abbrev --no-renames --ignore-submodules=none <<IDS
$tip $base
IDS
}

# The tips that a remote `had`, by its branches here and by what git says of the ref, each behind a line end and a `^`.
note_had() {
  had=
  remote=$1
  IFS='
'
  set -f
  # shellcheck disable=SC2086 # lines, one word each
  set -- $tracked
  [ $# -le 100 ] || return 0
  # What ends in a blank is no other name for one of the others.
  for ref in "$@" "$was refs/remotes/$remote/ "; do
    id=${ref%% *}
    case $ref in *" refs/remotes/$remote/"*' ') ;; *) continue ;; esac
    case $id in *[!0]*) ;; *) continue ;; esac
    case $had$IFS in *"^$id$IFS"*) ;; *) had="$had$IFS^$id" ;; esac
  done
}

verifying=no
[ "${1-}" = --lattice-hooks-verify ] && verifying=yes

# Hooks that were here first run first. To these two git writes lines, which each reader is to see.
copied=no
input=
refs=0
for other in "$here/$name.before-lattice-hooks" "${others:+$others/$name}"; do
  if [ "$verifying" = no ] && [ -f "$other" ] && [ -x "$other" ]; then
    case $copied$name in
    nopre-push | nopost-rewrite)
      input=$(cat)
      copied=yes
      ;;
    esac
    rewind
    "$other" "$@" || exit
  fi
done
rewind

hot=
for candidate in node_modules/lattice-hooks "${folder:+./$folder}" \
  "${main:+$here/$main/node_modules/lattice-hooks}" "${main:+${folder:+$here/$main/$folder}}" "$package"; do
  if [ -n "$candidate" ] && [ -f "$candidate/dist/hot.cjs" ]; then
    hot=$candidate/dist/hot.cjs
    break
  fi
done
if [ -z "$hot" ]; then
  install='npm install'
  [ -f pnpm-lock.yaml ] && install='pnpm install'
  [ -f yarn.lock ] && install='yarn install'
  [ -f bun.lock ] && install='bun install'
  give_up "the package is not installed, so nothing was checked: run \`$install\`"
fi

if [ "$verifying$name" = nopre-push ]; then
  read_push
  if [ "$copied$brings" = yesnothing ]; then exit 0; fi
fi
if [ "$verifying" = no ] && is_known; then exit 0; fi
rewind

onpath=no
if command -v node >/dev/null 2>&1; then onpath=yes; fi
# What the system brings along is often too old, and the first on PATH only where a graphical client has started git.
if [ -x /usr/bin/node ] && [ -x "$node" ] && [ "$node" != /usr/bin/node ]; then
  case $(command -v node) in /usr/bin/node | /bin/node) onpath=no ;; esac
fi
if [ "$onpath" = yes ]; then
  node=node
elif [ ! -x "$node" ]; then
  # Where version managers keep theirs; on standard error it says what it tried.
  old=$node
  node=$(/bin/sh "${hot%dist/hot.cjs}hooks/find-node.sh" 2>&1) ||
    give_up "there is no Node on PATH or at ${old:-its old place}, and $node, so nothing was checked: install Node"
fi

if [ "$verifying" = yes ]; then
  printf '%s\n' "$node" "$hot"
  exit 0
fi
case $name in
pre-commit)
  # Git gives it nothing to read. The index is held open from before git looks at it: so Node knows that it reads the same one,
  # see `isHeld` there. On Windows a file that is open could not be replaced.
  if [ -r "${GIT_INDEX_FILE-}" ] && [ "${OS-}" != Windows_NT ]; then
    {
      tell_index 2>/dev/null | "$node" "$hot" hook --told-index "$name" "$@"
      exit
    } 9<"$GIT_INDEX_FILE"
  fi
  ;;
esac
if [ "$name$refs" = pre-push1 ]; then
  tell_push "$@" 2>/dev/null | "$node" "$hot" hook --told-push "$name" "$@"
  exit
fi
exec "$node" "$hot" hook "$name" "$@"
