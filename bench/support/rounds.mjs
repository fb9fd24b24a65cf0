import { spawnSync } from 'node:child_process';
import { middle, time } from './measure.mjs';

/** @typedef {{ median: number, spread: number, rounds: number }} Figure */
/** @typedef {{ rounds: number, seconds: number }} Limits */

/**
 * Interleaved rounds: in each the unit is timed, then every contender once. The first fills caches and does not count;
 * none is begun after the time is up.
 * @param {readonly string[]} names @param {(name: string, round: number) => number} cost @param {(round: number) => number} unit
 * @param {Limits} limits @returns {Map<string, Figure>}
 */
export function inRounds(names, cost, unit, { rounds, seconds }) {
  /** @type {Map<string, number[]>} */
  const ratios = new Map(names.map((name) => [name, []]));
  const begin = performance.now();
  for (let round = 0; round <= rounds; round += 1) {
    if (round > 1 && performance.now() - begin > seconds * 1000) break;
    const one = unit(round);
    for (const name of names) {
      const ratio = cost(name, round) / one;
      if (round > 0 && !Number.isNaN(ratio)) ratios.get(name)?.push(ratio);
    }
  }
  return new Map([...ratios].map(([name, values]) => [name, { ...middle(values), rounds: values.length }]));
}

/** One start of Node that does nothing. @param {NodeJS.ProcessEnv} env */
export function startOfNode(env) {
  return time(() => spawnSync(process.execPath, ['-e', '0'], { env }));
}
