import path from 'node:path';
import { exitCode } from '../support/processes.mjs';
import { checkers } from './checkers.mjs';
import { commits, guard } from './commits.mjs';
import { extractions } from './extraction.mjs';
import { peaks } from './memory.mjs';
import { makeLargeRepository, makeRepository } from './repositories.mjs';
import { figure, interleave, ratio } from './series.mjs';

/**
 * @typedef {import('./page.mjs').Row} Row
 * @typedef {{ documents: string, modules: string, folder: string, packageFolder: string, env: NodeJS.ProcessEnv, rounds: number }} Setup
 */

/** Of what takes as long as everything else together. */
const SLOW_ROUNDS = 3;

/** `remarks` gets what else there is to say. @param {Setup} setup @param {string[]} remarks @returns {Promise<readonly Row[]>} */
export async function ofExtraction({ documents, folder, rounds }, remarks) {
  const { costs, differences } = await extractions(documents, folder);
  const series = interleave(costs, rounds);
  remarks.push(...whereReadingGoes(series), whatLoopsMiss(differences));
  const wanted = /** @type {const} */ ({ type: 'at most', times: 1.25 });
  const row = { ours: 'ours', series, unit: 'ms', wanted };
  return [
    { ...row, what: 'reading all texts; a loop that lists what stands behind `](`', other: 'destinations' },
    { ...row, what: 'the same; a loop that counts `](`', other: 'scan' },
  ];
}

/** @param {import('./series.mjs').Series} series */
function whereReadingGoes(series) {
  const shareOf = (/** @type {string} */ name) => Math.round(100 * ratio(series, name, 'ours').median);
  const [lines, blocks] = [shareOf('lines'), shareOf('blocks')];
  const times = ratio(series, 'blocks', 'destinations').median.toFixed(1);
  return [
    `Of the time of ours ${lines} % go into lines, ${blocks - lines} % into blocks, which decide what is code, and ${100 - blocks} % into what stands in them: brackets, code spans, tags and addresses, the text of headings, and places.`,
    `Lines and blocks alone, nothing in them looked at, take ${times} times as long as the loop that lists: no scanner that knows code by the structure of its document can be as fast as one that knows none.`,
  ];
}

/** @param {readonly { wrong: number, missed: number }[]} differences */
function whatLoopsMiss(differences) {
  const sum = (/** @type {'wrong' | 'missed'} */ key) => differences.reduce((all, one) => all + one[key], 0);
  return `The loop lists ${sum('wrong')} destinations that are no links, or are written otherwise, and has ${sum('missed')} links not.`;
}

/** @param {Setup} setup @returns {readonly Row[]} */
export function ofWholeChecks({ documents, modules, folder, packageFolder, env, rounds }) {
  const repository = path.join(folder, 'documents');
  makeRepository(repository, documents, env);
  const program = path.join(packageFolder, 'dist/hot.cjs');
  const place = { repository, program, modules, folder, env };
  exitCode(repository, env, process.execPath, program, 'links');
  const { remark, ...others } = checkers(place);
  // It takes a minute: each round of it is followed by one of ours.
  const slow = interleave({ remark, oursAnew: others.oursAnew }, Math.min(rounds, SLOW_ROUNDS));
  const series = interleave(others, rounds);
  const ofAll = { unit: 'ms', series };
  return [
    {
      ...ofAll,
      what: 'all documents, nothing remembered; remark-validate-links',
      ours: 'oursAnew',
      other: 'remark',
      series: slow,
      wanted: { type: 'faster', times: 20 },
    },
    {
      ...ofAll,
      what: 'the same; rumdl without a cache',
      ours: 'oursAnew',
      other: 'rumdl',
      wanted: { type: 'at most', times: 1 },
    },
    {
      ...ofAll,
      what: 'all documents, everything remembered; rumdl without a cache',
      ours: 'ours',
      other: 'rumdl',
      wanted: { type: 'faster', times: 3 },
    },
    {
      ...ofAll,
      what: 'the same; rumdl that fills its cache',
      ours: 'ours',
      other: 'rumdlFilling',
      wanted: { type: 'faster', times: 3 },
    },
    {
      ...ofAll,
      what: 'the same; rumdl with its cache filled',
      ours: 'ours',
      other: 'rumdlCached',
      wanted: { type: 'faster', times: 3 },
    },
  ];
}

/** `remarks` gets what else there is to say. @param {Setup} setup @param {number} count @param {string[]} remarks @returns {readonly Row[]} */
export function ofLargeRepository({ documents, modules, folder, packageFolder, env, rounds }, count, remarks) {
  const repository = path.join(folder, 'large');
  makeLargeRepository(repository, documents, count, env);
  guard(repository, packageFolder, env);
  const program = path.join(packageFolder, 'dist/hot.cjs');
  const place = { repository, program, modules, folder, env };
  exitCode(repository, env, process.execPath, program, 'links');
  const memory = interleave({ ...peaks(place), limit: () => 250 }, Math.min(rounds, 5));
  const series = interleave(commits(repository, env), rounds);
  remarks.push(`A commit without a hook took ${figure(series, 'withoutHook').median.toFixed(0)} ms there.`);
  return [
    {
      what: `a commit of one of ${count} documents; a commit of none`,
      ours: 'touchesOne',
      other: 'touchesNone',
      series,
      unit: 'ms',
      wanted: { type: 'at most', times: 1.3 },
    },
    ...['anew', 'remembered'].map((ours) => ({
      what: `memory of our process, ${count} documents, ${ours === 'anew' ? 'nothing' : 'everything'} remembered; the limit`,
      ours,
      other: 'limit',
      series: memory,
      unit: 'MB',
      wanted: /** @type {const} */ ({ type: 'at most', times: 1 }),
    })),
  ];
}
