// What every bench measures with: ratios of one run, as medians with their spread.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Milliseconds that the work takes.
 * @param {() => void} work
 */
export function time(work) {
  const begin = performance.now();
  work();
  return performance.now() - begin;
}

/**
 * The median, and half the distance between the quartiles.
 * @param {readonly number[]} values
 */
export function middle(values) {
  return { median: quantile(values, 0.5), spread: (quantile(values, 0.75) - quantile(values, 0.25)) / 2 };
}

/** @param {readonly number[]} values @param {number} share */
function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

/** The version of git. */
export function gitVersion() {
  return execFileSync('git', ['version'], { encoding: 'utf8' }).trim().split(' ')[2];
}

/**
 * No config but our own, and no extra certificates: with them a start of Node 20 takes three times as long.
 * @param {string} folder where the config goes
 */
export function environment(folder) {
  const config = path.join(folder, 'gitconfig');
  writeFileSync(
    config,
    '[user]\n\tname = Bench\n\temail = bench@example.com\n[init]\n\tdefaultBranch = main\n[gc]\n\tauto = 0\n',
  );
  const { NODE_EXTRA_CA_CERTS: _certificates, CI: _ci, ...rest } = process.env;
  return { ...rest, GIT_CONFIG_GLOBAL: config, GIT_CONFIG_SYSTEM: '/dev/null' };
}
