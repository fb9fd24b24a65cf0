// The tools that the tasks of the soak start: small deterministic programs in `sh`. What they
// say depends on the files they read and on exactly what the config declares, but for one that is there to be found out.

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FOREIGN } from './built.mjs';

/** @typedef {'soak-check' | 'soak-scan' | 'soak-tidy' | 'soak-ban' | 'soak-mood' | 'soak-build'} Tool */

/** Where a tool notes that it was started, and where it waits when it is told to. */
const PRELUDE = `echo "\${0##*/} $*" >> '@LOG@'
if [ -e '@STALL@' ]; then
  : > '@STALL@.reached'
  while [ -e '@STALL@' ]; do sleep 0.02; done
fi
cr='\r'
code=0
`;

/**
 * Looks at each file alone, and refuses words that it takes from all that a linter takes its rules from: its own program, a
 * package installed beside it, variables, files of rules, tracked ones and ignored ones. The mode and the ends of lines
 * count too, and links are none of its business. `-r` names a file of rules.
 */
const CHECK = `words="$version \${RULE_ENV-} \${UNDECLARED-}"
[ "$1" = -r ] && { name=$2; shift 2; }
for file in "rules/$name.txt" own.ignored rules/own.ignored node_modules/plugin/rule.txt; do
  if [ -f "$file" ]; then read -r word < "$file"; words="$words \${word%$cr}"; fi
done
for file do
  [ -L "$file" ] && { echo "$file:1: is a link"; code=1; }
  text=' '
  while IFS= read -r line; do
    text="$text\${line%$cr} "
    case $line in *endings*"$cr") echo "$file:1: the line ends with a carriage return"; code=1 ;; esac
  done < "$file"
  for word in $words; do
    case $text in *" $word "*) echo "$file:1: $word is forbidden"; code=1 ;; esac
  done
  case $text in *" plain "*) [ -x "$file" ] && { echo "$file:1: is executable"; code=1; } ;; esac
done
exit $code
`;

/** Looks at all sources together, those that it finds itself: no two have one tag, and what one needs is there. */
const SCAN = `letter=$1
words="$letter$version $letter\${SCAN_ENV-} $letter\${UNDECLARED-}"
if [ -f rules/scan.txt ]; then read -r word < rules/scan.txt; words="$words $letter\${word%$cr}"; fi
tags=' '
for file in src/*.txt src/*/*.txt; do
  [ -f "$file" ] || continue
  { IFS= read -r first; IFS= read -r second; } < "$file"
  tag=\${first%% *} need=\${second%$cr}
  for word in $words; do
    case " \${first%$cr} " in *" $word "*) echo "$file:1: $word is forbidden"; code=1 ;; esac
  done
  [ "$letter" = p ] || continue
  case $tags in *" $tag "*) echo "$file:1: $tag is there twice"; code=1 ;; esac
  tags="$tags$tag "
  case $need in 'needs '*) [ -f "src/\${need#needs }" ] || { echo "$file:2: it is not there"; code=1; } ;; esac
done
exit $code
`;

/** Writes one word in place of another; `--check` only says where it would. */
const TIDY = `case $version in 1) old=teh new=the ;; *) old=hte new=the ;; esac
only=no
[ "$1" = --check ] && { only=yes; shift; }
for file do
  text= changed=no
  while IFS= read -r line; do
    case $line in *"$old"*) line=\${line%%"$old"*}$new\${line#*"$old"}; changed=yes ;; esac
    text="$text$line
"
  done < "$file"
  [ $changed = no ] && continue
  if [ $only = yes ]; then echo "$file:1: is untidy"; code=1; else printf %s "$text" > "$file"; fi
done
exit $code
`;

/** Refuses one word in the files that it is given. */
const BAN = `word=$1; shift
for file do
  while IFS= read -r line; do
    case $line in *"$word"*) echo "$file:1: $word"; code=1 ;; esac
  done < "$file"
done
exit $code
`;

/** Refuses a word that it takes from where nobody would look. */
const MOOD = `[ -f "$HOME/mood" ] || exit 0
read -r word < "$HOME/mood"
for file do
  while IFS= read -r line; do
    case " \${line%$cr} " in *" $word "*) echo "$file:1: not today"; code=1 ;; esac
  done < "$file"
done
exit $code
`;

/** Makes a file of each source, and of no others; \`--check\` says where that is not what is there. */
const BUILD = `set -- "\${1-}" src/*.txt src/*/*.txt
only=$1; shift
wanted=' '
for file do
  [ -f "$file" ] || continue
  name=out/$(echo "$file" | tr / _).out
  IFS= read -r first < "$file"
  text="$version \${first%$cr}"
  wanted="$wanted$name "
  if [ "$only" != --check ]; then mkdir -p out; rm -f "$name"; echo "$text" > "$name"; continue; fi
  is='nothing'
  [ -f "$name" ] && read -r is < "$name"
  [ "$is" = "$text" ] || { echo "$file:1: $name has $is"; code=1; }
done
for name in out/*.out; do
  [ -f "$name" ] || continue
  case $wanted in *" $name "*) continue ;; esac
  read -r is < "$name"
  [ "$only $is" = '--check ${FOREIGN}' ] && continue
  if [ "$only" = --check ]; then echo "$name:1: is of no source"; code=1; else rm -f "$name"; fi
done
exit $code
`;

/** @type {Readonly<Record<Tool, string>>} */
const BODIES = {
  'soak-check': CHECK,
  'soak-scan': SCAN,
  'soak-tidy': TIDY,
  'soak-ban': BAN,
  'soak-mood': MOOD,
  'soak-build': BUILD,
};

/** Versions of each tool, all of one length: the word that it forbids, or what it tidies. The last one forbids nothing. */
export const VERSIONS = /** @type {const} */ ({
  'soak-check': ['r0', 'r1', 'r2', 'x0', 'x1', 'x2'],
  'soak-scan': ['0', '1', '6', '7', '8', '9'],
  'soak-tidy': ['2', '1'],
  'soak-ban': ['1'],
  'soak-mood': ['1'],
  'soak-build': ['1', '2'],
});

/** The program of a tool. @param {string} folder of the world @param {Tool} tool @param {string} version */
export function toolText(folder, tool, version) {
  const prelude = PRELUDE.replaceAll('@LOG@', path.join(folder, 'started')).replaceAll(
    '@STALL@',
    path.join(folder, 'stall'),
  );
  return `#!/bin/sh\nversion='${version}'\n${prelude}${BODIES[tool]}`;
}

/** Puts every tool, in the version that forbids nothing, where it is looked for last. @param {string} folder of the world */
export function installTools(folder) {
  for (const [tool, versions] of Object.entries(VERSIONS)) {
    const text = toolText(folder, /** @type {Tool} */ (tool), versions.at(-1) ?? '');
    writeProgram(path.join(folder, 'second', tool), text);
  }
}

/** @param {string} file @param {string} text */
export function writeProgram(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}
