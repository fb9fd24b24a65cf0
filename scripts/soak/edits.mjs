// What people do to files, and what they stage. No hook is started by that.

import { chmodSync, existsSync, lstatSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { lookAt } from './state.mjs';
import { installTools, toolText, VERSIONS } from './tools.mjs';
import { git, writeFile } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./world.mjs').World} World */

/** Files that may be there. */
const NAMES = [
  'src/a.txt',
  'src/moved.txt',
  'src/b.txt',
  'src/g.txt',
  'src/deep/c.txt',
  'src/deep/h.txt',
  'doc/d.txt',
  'doc/e.txt',
  'pkg/f.txt',
  'pkg/i.txt',
];

/** Words that some tool, in some version, with some rule, forbids; none forbids `n0` to `n9`. */
const FORBIDDEN = ['r0', 'r1', 'r2', 'p0', 'p1', 't0', 't1', 'plain', 'endings', 'never', 'draft'];

/** Rules: half of them forbid something. */
const RULES = ['r0', 'r1', 'r2', 'x0', 'x0', 'x0'];

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
  'change a mode': (world, random) => {
    const file = pickThere(world, random);
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
    git(world, ['reset', '--quiet', '--', file]);
    return file;
  },
  'edit in secret': (world, random) => {
    const file = pickThere(world, random);
    if (file === undefined) return undefined;
    const [place, text] = [path.join(world.root, file), textOf(world, file) ?? ''];
    const { atime, mtime } = lstatSync(place);
    // Of the same length, and with the time of the old one.
    writeFile(
      world,
      file,
      text.replace(/\b([rpt])[0-9]\b/, `$1${random.below(2)}`).replace(/\bn([0-9])\b/, () => `r${random.below(3)}`),
    );
    utimesSync(place, atime, mtime);
    return file;
  },
  'set a time': (world, random) => {
    const file = random.pick([...NAMES, 'rules/base.txt', '.lattice-hooksrc.json', 'node_modules/.package-lock.json']);
    if (!existsSync(path.join(world.root, file))) return undefined;
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
    const rule = random.pick(/** @type {string[]} */ (rules));
    writeFile(world, file, withEnds(world, file, `${rule}\n`));
    if (random.isIn(0.6)) git(world, ['add', '--', file]);
    return `${file}: ${rule}`;
  },
  'edit ignored rules': (world, random) => {
    const [file, rule] = [random.pick(['own.ignored', 'rules/own.ignored']), random.pick(RULES)];
    if (random.isIn(0.3)) rmSync(path.join(world.root, file), { force: true });
    else writeFile(world, file, `${rule}\n`);
    return `${file}: ${rule}`;
  },
  'edit the script': (world, random) => {
    const version = random.pick(VERSIONS['soak-check']);
    writeFile(world, 'scripts/lint.sh', toolText(world.folder, 'soak-check', version));
    if (random.isIn(0.6)) git(world, ['add', '--', 'scripts/lint.sh']);
    return version;
  },
  'heal all': (world) => {
    for (const file of NAMES) {
      const text = textOf(world, file);
      if (text !== undefined) writeFile(world, file, withEnds(world, file, healthy(world, file)));
    }
    installTools(world.folder);
    git(world, ['add', '--all']);
    return 'no file has a forbidden word';
  },
};

/** Text of a file on disk, with the ends of lines that the index knows. @param {World} world @param {string} file */
export function textOf({ root }, file) {
  const place = path.join(root, file);
  return existsSync(place) ? readFileSync(place, 'latin1').replaceAll('\r\n', '\n') : undefined;
}

/** The text as git writes the file here. @param {World} world @param {string} file @param {string} text */
export function withEnds({ filters }, file, text) {
  const isCarried = filters.autocrlf || (filters.attributes && file.startsWith('src/'));
  return isCarried && file.endsWith('.txt') ? text.replaceAll('\n', '\r\n') : text;
}

/** @param {World} world @param {Random} random @param {string} file */
function newText(world, random, file) {
  world.count += 1;
  // Now and then of another file, which is one too many.
  const tag = random.isIn(0.08) ? tagOf(random.pick(NAMES)) : tagOf(file);
  const words = Array.from({ length: 2 }, () => (random.isIn(0.25) ? random.pick(FORBIDDEN) : `n${random.below(9)}`));
  const need = random.isIn(0.1) ? `needs ${random.pick(['a.txt', 'b.txt', 'g.txt'])}` : 'free';
  const typo = file.startsWith('doc/') && random.isIn(0.5) ? random.pick([' teh', ' hte']) : '';
  const note = random.isIn(0.5) ? random.below(3) : world.count;
  return `${tag} ${words.join(' ')}${typo}\n${need}\n-\n-\nnote ${note}\n`;
}

/** The same with another last line. @param {World} world @param {string} text */
function withNote(world, text) {
  world.count += 1;
  return text.replace(/note .*\n$/, `note ${world.count}\n`);
}

/** @param {World} world @param {string} file */
function healthy(world, file) {
  world.count += 1;
  return `${tagOf(file)} n1\nfree\n-\n-\nnote ${world.count}\n`;
}

/** @param {string} file */
function tagOf(file) {
  return path.basename(file, '.txt');
}

/** @param {World} world @param {Random} random */
function pickThere(world, random) {
  const there = NAMES.filter((file) => lookAt(world).files.has(file));
  return there.length === 0 ? undefined : random.pick(there);
}
