import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { time } from './measure.mjs';
import { git, gitUnhooked, guard } from './repository.mjs';
import { inRounds } from './rounds.mjs';
import { deedBetween, lastRecord } from './verify.mjs';

/**
 * `stage` changes and adds files, `before` comes between it and the commit with hooks alone, and `verify` throws where a
 * hook does not do its work. `did` is what our own hook must have done in the last round.
 * @typedef {{
 *   template: string, peers: readonly import('../peers/all.mjs').Peer[], work: import('../peers/all.mjs').Work,
 *   stage: (contender: import('./repository.mjs').Contender, round: number) => void,
 *   before?: (contender: import('./repository.mjs').Contender, round: number) => void,
 *   verify: (contender: import('./repository.mjs').Contender) => void,
 *   unit: (round: number) => number, did: import('./verify.mjs').Deed, limits: import('./rounds.mjs').Limits,
 * }} CommitRow
 * @typedef {{ figures: Map<string, import('./rounds.mjs').Figure>, problems: Map<string, string>, remarks: string[] }} Result
 */

/** What hooks add to commits. @param {import('./install.mjs').Tools} tools @param {CommitRow} row @returns {Result} */
export function measureCommits(tools, row) {
  const { contenders, problems } = guardAll(tools, row);
  const ours = contenders.get('lattice-hooks');
  /** @type {Set<string>} */
  const deeds = new Set();
  const cost = (/** @type {string} */ name, /** @type {number} */ round) => {
    const contender = contenders.get(name);
    if (contender === undefined) return Number.NaN;
    try {
      const before = contender === ours ? lastRecord(contender) : undefined;
      const milliseconds = costOfHook(contender, row, round);
      if (before !== undefined && round > 0) deeds.add(deedBetween(before, lastRecord(contender)));
      return milliseconds;
    } catch (error) {
      // One that fails in the middle has no figure, and does not stop the others.
      contenders.delete(name);
      problems.set(name, wordsOf(error));
      return Number.NaN;
    }
  };
  const figures = inRounds([...contenders.keys()], cost, row.unit, row.limits);
  const remarks =
    ours === undefined || (deeds.size === 1 && deeds.has(row.did))
      ? []
      : [`wanted "${row.did}", and its record says "${[...deeds].join('", "')}"`];
  return { figures, problems, remarks };
}

/** Those whose hooks do their work, and why the others do not. @param {import('./install.mjs').Tools} tools @param {CommitRow} row */
function guardAll(tools, { template, peers, work, verify }) {
  /** @type {Map<string, import('./repository.mjs').Contender>} */
  const contenders = new Map();
  /** @type {Map<string, string>} */
  const problems = new Map();
  for (const peer of peers) {
    try {
      const contender = guard(tools, template, peer, work);
      verify(contender);
      contenders.set(peer.name, contender);
    } catch (error) {
      problems.set(peer.name, wordsOf(error));
    }
  }
  return { contenders, problems };
}

/**
 * Milliseconds of a commit with hooks less the same commit without.
 * @param {import('./repository.mjs').Contender} contender @param {Pick<CommitRow, 'stage' | 'before'>} row @param {number} round
 */
export function costOfHook(contender, { stage, before }, round) {
  stage(contender, round);
  const bare = time(() => gitUnhooked(contender, 'commit', '-qm', 'x'));
  git(contender, 'reset', '-q', '--hard', 'HEAD~');
  stage(contender, round);
  before?.(contender, round);
  const hooked = time(() => git(contender, 'commit', '-qm', 'x'));
  git(contender, 'reset', '-q', '--hard', 'HEAD~');
  return hooked - bare;
}

/** Adds a line to files and stages them. @param {import('./repository.mjs').Contender} contender @param {readonly string[]} files @param {string} line */
export function stageLine(contender, files, line) {
  for (const file of files) appendFileSync(path.join(contender.repository, file), `${line}\n`);
  git(contender, 'add', '--', ...files);
}

/** @param {unknown} error */
function wordsOf(error) {
  return (error instanceof Error ? error.message : String(error)).slice(-300);
}
