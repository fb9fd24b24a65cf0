#!/bin/sh
# Prints the path of a Node that runs lattice-hooks, for hooks that git starts where no Node is on PATH, as graphical clients
# do. It looks where version managers keep theirs, each by its variable and its default folder, and at Homebrew's: first for
# the version that the project asks for, then for the one that its manager takes without asking, then for the newest.
# Started in the worktree's top. Without any it says what it tried, and ends with 1.

# The least that runs it: `engines` in package.json.
least=20.19.0

managers='nvm fnm volta asdf mise nodenv'
data=${XDG_DATA_HOME:-$HOME/.local/share}
nvm=${NVM_DIR:-$HOME/.nvm}
[ -d "$nvm" ] || nvm=${XDG_CONFIG_HOME:-$HOME/.config}/nvm
return=$(printf '\r')

# Sets `root`, the folder of a manager's versions, and `file`, where Node is in one of them.
place() {
  file=bin/node
  case $1 in
  nvm) root=$nvm/versions/node ;;
  fnm)
    root=${FNM_DIR:-$data/fnm}
    for other in "$HOME/.fnm" "$HOME/Library/Application Support/fnm"; do
      [ -d "$root" ] || root=$other
    done
    root=$root/node-versions
    file=installation/bin/node
    ;;
  volta) root=${VOLTA_HOME:-$HOME/.volta}/tools/image/node ;;
  asdf) root=${ASDF_DATA_DIR:-$HOME/.asdf}/installs/nodejs ;;
  mise) root=${MISE_DATA_DIR:-$data/mise}/installs/node ;;
  nodenv) root=${NODENV_ROOT:-$HOME/.nodenv}/versions ;;
  esac
}

# Sets `chosen` to what a manager takes where nobody asks for a version; empty where it says nothing.
default_of() {
  chosen=
  case $1 in
  nvm)
    first_word "$nvm/alias/default"
    # One alias may lead to another.
    case $chosen in '' | *..*) ;; *) first_word "$nvm/alias/$chosen" ;; esac
    ;;
  # A link to an installation.
  fnm) [ -x "${root%/node-versions}/aliases/default/bin/node" ] && chosen=${root%/node-versions}/aliases/default/bin/node ;;
  volta) json_value "${VOLTA_HOME:-$HOME/.volta}/tools/user/platform.json" runtime ;;
  asdf) tool_version "$HOME/.tool-versions" ;;
  mise) toml_value "${MISE_CONFIG_DIR:-${XDG_CONFIG_HOME:-$HOME/.config}/mise}/config.toml" ;;
  nodenv) first_word "${NODENV_ROOT:-$HOME/.nodenv}/version" ;;
  esac
}

# Each of these sets `chosen` from a file, and leaves it where that says nothing.
first_word() {
  [ -f "$1" ] || return 0
  while read -r word _ || [ -n "$word" ]; do
    case $word in '' | '#'*) continue ;; esac
    chosen=${word%"$return"}
    return 0
  done <"$1"
}

tool_version() {
  [ -f "$1" ] || return 0
  while read -r tool word _ || [ -n "$tool" ]; do
    case $tool in nodejs | node) chosen=${word%"$return"} ;; esac
  done <"$1"
}

json_value() {
  [ -f "$1" ] || return 0
  while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    *"\"$2\""*:*\"*\"*)
      line=${line#*"\"$2\""*:*\"}
      chosen=${line%%\"*}
      return 0
      ;;
    esac
  done <"$1"
}

toml_value() {
  [ -f "$1" ] || return 0
  while read -r key sign word _ || [ -n "$key" ]; do
    [ "$key $sign" = 'node =' ] || continue
    word=${word#[\"\']}
    chosen=${word%%[\"\']*}
  done <"$1"
}

# Sets `wanted` to the version that the project asks for, and `asks` to the file that does.
read_wish() {
  wanted=
  for asks in .nvmrc .node-version .tool-versions; do
    chosen=
    case $asks in .tool-versions) tool_version "$asks" ;; *) first_word "$asks" ;; esac
    wanted=$chosen
    [ -z "$wanted" ] || return 0
  done
  asks=
}

# Sets `wanted` to the beginning of a version, such as `22.4`, or to nothing, which is any. Words of nvm: names of lines with
# long-term support, whose majors are even, and other names for the newest.
as_version() {
  wanted=${1#v}
  even=no
  case $wanted in
  lts/\* | lts/-* | lts | lts-latest) wanted='' even=yes ;;
  lts/iron | lts-iron | iron) wanted=20 ;;
  lts/jod | lts-jod | jod) wanted=22 ;;
  lts/krypton | lts-krypton | krypton) wanted=24 ;;
  esac
  wanted=${wanted%%.[xX*]*}
  case $wanted in *[!0-9.]*) wanted='' ;; esac
}

# Succeeds where the first version is at least the second.
is_at_least() {
  was=$IFS
  IFS=.
  # shellcheck disable=SC2086 # numbers with dots between them
  set -- $1 $2
  IFS=$was
  [ "$1" -gt "$4" ] && return 0
  [ "$1" -eq "$4" ] || return 1
  [ "$2" -gt "$5" ] && return 0
  [ "$2" -eq "$5" ] && [ "$3" -ge "$6" ]
}

# Succeeds where a version is whole, runs us, and begins as is wanted.
fits() {
  case $1 in
  *[!0-9.]* | *.*.*.* | .* | *. | *..*) return 1 ;;
  *.*.*) ;;
  *) return 1 ;;
  esac
  is_at_least "$1" "$least" || return 1
  if [ "$even" = yes ] && [ $((${1%%.*} % 2)) -ne 0 ]; then return 1; fi
  case $1. in "$wanted".* | "${wanted:-$1}".*) return 0 ;; esac
  return 1
}

# Sets `best` and `node` to the newest version below `root` that fits, where that is newer than `best`.
take_newest() {
  for folder in "$root"/*; do
    version=${folder##*/}
    version=${version#v}
    [ -x "$folder/$file" ] || continue
    fits "$version" || continue
    if [ -z "$best" ] || is_at_least "$version" "$best"; then
      best=$version
      node=$folder/$file
    fi
  done
}

# Takes one whose folder does not say which version it is.
take_unnamed() {
  [ -x "$1" ] || return 0
  version=$("$1" --version 2>/dev/null)
  if fits "${version#v}"; then node=$1; fi
}

# Homebrew keeps the newest under its own name, and older ones under that of their line.
take_brewed() {
  for folder in /opt/homebrew /usr/local /home/linuxbrew/.linuxbrew; do
    for candidate in "$folder/bin/node" "$folder"/opt/node/bin/node "$folder"/opt/node@*/bin/node; do
      [ -n "$node" ] || take_unnamed "$candidate"
    done
  done
}

# Prints what was found, and ends.
finish() {
  [ -n "$node" ] || return 0
  printf '%s\n' "$node"
  exit 0
}

best=
node=
tried=

read_wish
if [ -n "$wanted" ]; then
  tried=" (${asks}: $wanted)"
  as_version "$wanted"
  for manager in $managers; do
    place "$manager"
    take_newest
  done
  [ -n "$node" ] || take_brewed
  finish
fi

for manager in $managers; do
  place "$manager"
  default_of "$manager"
  [ -n "$chosen" ] || continue
  case $chosen in
  /*)
    as_version ''
    take_unnamed "$chosen"
    ;;
  *)
    as_version "$chosen"
    take_newest
    ;;
  esac
  finish
done

as_version ''
for manager in $managers; do
  place "$manager"
  take_newest
done
finish
take_brewed
finish

printf 'nvm, fnm, volta, asdf, mise, nodenv and Homebrew have none from %s on%s\n' "$least" "$tried" >&2
exit 1
