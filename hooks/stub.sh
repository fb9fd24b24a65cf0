#!/bin/sh
# This hook belongs to lattice-hooks: `lattice-hooks uninstall` removes it.
# It finds Node and the package and hands over to them. An ordinary run uses builtins of the shell alone.

[ "${LATTICE_HOOKS-}" = 0 ] && exit 0

# What `lattice-hooks install` filled in: the folder of the package seen from the worktree's top; the main worktree seen
# from this folder; package and Node by their absolute paths; and the folder whose hooks git would run without this one.
folder=''
main=''
package=''
node=''
others=''

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

verifying=no
[ "${1-}" = --lattice-hooks-verify ] && verifying=yes

# Hooks that were here first run first. To these two git writes lines, which each reader is to see.
copied=no
input=
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

if command -v node >/dev/null 2>&1; then
  node=node
elif [ ! -x "$node" ]; then
  give_up "there is no Node on PATH or at ${node:-its old place}, so nothing was checked: install Node"
fi

if [ "$verifying" = yes ]; then
  printf '%s\n' "$node" "$hot"
  exit 0
fi
exec "$node" "$hot" hook "$name" "$@"
