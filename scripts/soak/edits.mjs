// What people do to files, and what they stage. No hook is started by that.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { FOREIGN } from './built.mjs';
import { builtIn } from './state.mjs';
import { allowedText, NAMES, newText, pickRule, RULES, textOf, withEnds, withNote } from './texts.mjs';
import { installTools, toolText, VERSIONS } from './tools.mjs';
import { git, installPackage, isFile, tryGit, writeFile } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./world.mjs').World} World */

/** Files of rules that git ignores. */
const IGNORED = ['own.ignored', 'rules/own.ignored'];

/** @type {Readonly<Record<string, (world: World, random: Random) => string | undefined>>} */
export const EDITS = {
  write: (world, random) => {
    const file = random.pick(NAMES);
    const old = textOf(world, file);
    const text = old !== undefined && random.isIn(0.25) ? withNote(world, old) : newText(world, random, file);
    writeFile(world, file, withEnds(world, file, text));
    if (random.isIn(0.5)) git(world, ['add', '--', file]);
    return `${file}: ${JSON.stringify(text)}`;
  },
  remove: (world, random) => {
    const file = pickThere(world, random);
    if (file === undefined) return undefined;
    rmSync(path.join(world.root, file));
    if (random.isIn(0.5)) git(world, ['add', '--all', '--', path.dirname(file)]);
    return file;
  },
  rename: (world, random) => {
    const free = NAMES.filter((name) => !existsSync(path.join(world.root, name)));
    const [from, to] = [pickThere(world, random), random.pick([...free, 'src/moved.txt'])];
    if (from === undefined || from === to) return undefined;
    writeFile(world, to, readFileSync(path.join(world.root, from)));
    rmSync(path.join(world.root, from));
    git(world, ['add', '--all', '--', ...new Set([path.dirname(from), path.dirname(to)])]);
    return `${from} to ${to}`;
  },
  'put a link in place of a file': (world, random) => {
    // Sources and what they lead to are looked at together: what is elsewhere nobody has declared.
    const [file, targets] = random.pick([
      [random.pick(['src/a.txt', 'src/b.txt', 'src/moved.txt']), ['g.txt', 'deep/c.txt', 'deep']],
      [random.pick(['doc/d.txt', 'pkg/f.txt']), ['e.txt', 'i.txt', '../src/a.txt', '..', '/nowhere']],
    ]);
    const [place, target] = [path.join(world.root, file), random.pick(targets)];
    rmSync(place, { force: true });
    mkdirSync(path.dirname(place), { recursive: true });
    symlinkSync(target, place);
    if (random.isIn(0.6)) git(world, ['add', '--', file]);
    return `${file} leads to ${target}`;
  },
  'spoil what was built': (world, random) => {
    const built = [...builtIn(world.root).keys()];
    if (built.length === 0) return undefined;
    const file = random.pick([...built, 'out/notes']);
    const place = path.join(world.root, file);
    const isGone = built.includes(file) && random.isIn(0.5);
    rmSync(place, { force: true });
    if (!isGone) writeFileSync(place, `${FOREIGN}\n`);
    return `${file}${isGone ? ' is gone' : ''}`;
  },
  'change a mode': (world, random) => {
    // Where a tool looks at it, most of the time.
    const telling = NAMES.filter((name) => / plain\b/.test(textOf(world, name) ?? ''));
    const file = telling.length > 0 && random.isIn(0.6) ? random.pick(telling) : pickThere(world, random);
    if (file === undefined) return undefined;
    const place = path.join(world.root, file);
    chmodSync(place, lstatSync(place).mode ^ 0o111);
    if (random.isIn(0.5)) git(world, ['add', '--', file]);
    return file;
  },
  'stage a file': (world, random) => {
    const file = pickThere(world, random);
    if (file !== undefined) git(world, ['add', '--', file]);
    return file;
  },
  'stage all': (world) => {
    git(world, ['add', '--all']);
    return 'all';
  },
  'unstage a file': (world, random) => {
    const file = random.pick(NAMES);
    tryGit(world, ['reset', '--quiet', '--', file]);
    return file;
  },
  'edit in secret': (world, random) => {
    const file = pickThere(world, random);
    if (file === undefined) return undefined;
    const [place, text] = [path.join(world.root, file), textOf(world, file) ?? ''];
    const { atime, mtime } = lstatSync(place);
    // Of the same length, and with the time of the old one.
    const other = text
      .replace(/\b([rpt])[0-9]\b/, `$1${random.below(2)}`)
      .replace(/\bn([0-9])\b/, () => `r${random.below(3)}`);
    writeFile(world, file, withEnds(world, file, other));
    utimesSync(place, atime, mtime);
    return file;
  },
  'set a time': (world, random) => {
    const file = random.pick([...NAMES, 'rules/base.txt', '.lattice-hooksrc.json', 'node_modules/.package-lock.json']);
    if (!isFile(path.join(world.root, file))) return undefined;
    const time = random.pick([1, 1_000_000_000, 4_000_000_000]);
    utimesSync(path.join(world.root, file), time, time);
    return `${file} to ${time}`;
  },
  discard: (world, random) => {
    git(world, random.isIn(0.5) ? ['checkout', '--quiet', '--', '.'] : ['clean', '--quiet', '-d', '--force']);
    return 'what is not staged';
  },
  'edit rules': (world, random) => {
    const [name, rules] = random.pick([
      ['base', RULES],
      ['extra', RULES],
      ['scan', ['0', '1', '8', '9']],
    ]);
    const file = `rules/${name}.txt`;
    const rule = pickRule(world, random, rules);
    writeFile(world, file, withEnds(world, file, `${rule}\n`));
    if (random.isIn(0.6)) git(world, ['add', '--', file]);
    return `${file}: ${rule}`;
  },
  'edit ignored rules': (world, random) => {
    const [file, rule] = [random.pick(IGNORED), pickRule(world, random, RULES)];
    if (random.isIn(0.3)) rmSync(path.join(world.root, file), { force: true });
    else writeFile(world, file, `${rule}\n`);
    return `${file}: ${rule}`;
  },
  'edit the script': (world, random) => {
    const version = pickRule(world, random, VERSIONS['soak-check']);
    writeFile(world, 'scripts/lint.sh', toolText(world.folder, 'soak-check', version));
    if (random.isIn(0.6)) git(world, ['add', '--', 'scripts/lint.sh']);
    return version;
  },
  'allow all': (world, random) => {
    installTools(world.folder);
    for (const tool of Object.keys(VERSIONS)) rmSync(path.join(world.root, 'node_modules/.bin', tool), { force: true });
    for (const tool of Object.keys(VERSIONS)) rmSync(path.join(world.folder, 'first', tool), { force: true });
    installPackage(world, 'x0');
    for (const name of Object.keys(world.variables)) delete world.variables[name];
    for (const file of IGNORED) rmSync(path.join(world.root, file), { force: true });
    writeFile(world, 'rules/base.txt', withEnds(world, 'rules/base.txt', 'x0\n'));
    writeFile(world, 'rules/scan.txt', withEnds(world, 'rules/scan.txt', '9\n'));
    writeFile(world, 'scripts/lint.sh', toolText(world.folder, 'soak-check', 'x0'));
    for (const file of NAMES) {
      // Links too: what two names lead to is there twice.
      if (lstatSync(path.join(world.root, file), { throwIfNoEntry: false }) !== undefined)
        writeFile(world, file, withEnds(world, file, allowedText(world, random, file)));
    }
    git(world, ['add', '--all']);
    return 'nothing is forbidden that any file has';
  },
};

/** A file that is there, and is no link. @param {World} world @param {Random} random */
function pickThere(world, random) {
  const there = NAMES.filter((file) => isFile(path.join(world.root, file)));
  return there.length === 0 ? undefined : random.pick(there);
}
