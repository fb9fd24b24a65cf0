// The texts of files, and the rules that forbid something in them.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isFile } from './world.mjs';

/** @typedef {import('../support/random.mjs').Random} Random */
/** @typedef {import('./world.mjs').World} World */

/** Files that may be there. */
export const NAMES = [
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

/** Words that some tool, in some version, with some rule, forbids, the likely ones twice; none forbids `n0` to `n9`. */
const FORBIDDEN = ['r0', 'r0', 'r1', 'r1', 'r2', 'r2', 'p0', 'p1', 't0', 't1', 'plain', 'endings', 'never', 'draft'];

/** Rules: half of them forbid something. */
export const RULES = ['r0', 'r1', 'r2', 'x0', 'x1', 'x2'];

/**
 * One of these rules: half of the time one that forbids a word that is there, where there is such a one. Rules that forbid
 * nothing try nobody's memory.
 * @template {string} T @param {World} world @param {Random} random @param {readonly T[]} rules
 */
export function pickRule(world, random, rules) {
  const words = new Set(NAMES.flatMap((file) => textOf(world, file)?.split(/\s+/) ?? []));
  const telling = rules.filter((rule) => [rule, `p${rule}`, `t${rule}`].some((word) => words.has(word)));
  return random.pick(random.isIn(0.6) && telling.length > 0 ? telling : rules);
}

/** Text of a file on disk, with the ends of lines that the index knows. @param {World} world @param {string} file */
export function textOf({ root }, file) {
  const place = path.join(root, file);
  return isFile(place) ? readFileSync(place, 'latin1').replaceAll('\r\n', '\n') : undefined;
}

/** The text as git writes the file here. @param {World} world @param {string} file @param {string} text */
export function withEnds({ filters }, file, text) {
  const isCarried = filters.autocrlf || (filters.attributes && file.startsWith('src/'));
  return isCarried && file.endsWith('.txt') ? text.replaceAll('\n', '\r\n') : text;
}

/** @param {World} world @param {Random} random @param {string} file */
export function newText(world, random, file) {
  world.count += 1;
  // Now and then of another file, which is one too many.
  const tag = random.isIn(0.08) ? tagOf(random.pick(NAMES)) : tagOf(file);
  const words = Array.from({ length: 2 }, () => (random.isIn(0.35) ? random.pick(FORBIDDEN) : `n${random.below(9)}`));
  const need = random.isIn(0.1) ? `needs ${random.pick(['a.txt', 'b.txt', 'g.txt'])}` : 'free';
  const typo = file.startsWith('doc/') && random.isIn(0.5) ? random.pick([' teh', ' hte']) : '';
  const note = random.isIn(0.5) ? random.below(3) : world.count;
  return `${tag} ${words.join(' ')}${typo}\n${need}\n-\n-\nnote ${note}\n`;
}

/** The same with another last line. @param {World} world @param {string} text */
export function withNote(world, text) {
  world.count += 1;
  return text.replace(/note .*\n$/, `note ${world.count}\n`);
}

/** A text that no tool refuses as long as none has a rule, and that every rule may be about. @param {World} world @param {Random} random @param {string} file */
export function allowedText(world, random, file) {
  world.count += 1;
  // Where lines end bare: no tool refuses that.
  const isBare = withEnds(world, file, '\n') === '\n';
  const allowed = FORBIDDEN.filter((word) => /\d$|^plain$/.test(word) || (isBare && word === 'endings'));
  const words = Array.from({ length: 2 }, () => random.pick(allowed));
  const typo = file.startsWith('doc/') ? random.pick([' teh', ' hte', '']) : '';
  return `${tagOf(file)} ${words.join(' ')}${typo}\nfree\n-\n-\nnote ${world.count}\n`;
}

/** A text that the first rule of all forbids. @param {World} world @param {string} file */
export function forbiddenText(world, file) {
  world.count += 1;
  return `${tagOf(file)} ${textOf(world, 'rules/base.txt')?.trim()} n1\nfree\n-\n-\nnote ${world.count}\n`;
}

/** @param {string} file */
function tagOf(file) {
  return path.basename(file, '.txt');
}
