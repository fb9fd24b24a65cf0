// A bench that times a hook which does nothing is a lie: what each hook does is looked at before it is timed.

import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { exitCode } from './processes.mjs';
import { git } from './repository.mjs';

/**
 * Throws unless the hook refuses what is staged by `stage`, and leaves the repository as it was.
 * @param {import('./repository.mjs').Contender} contender @param {() => void} stage @param {NodeJS.ProcessEnv} env
 */
export function mustRefuse(contender, stage, env = contender.env) {
  stage();
  git(contender, 'add', '--all');
  const code = exitCode(contender.repository, env, 'git', 'commit', '-qm', 'to be refused');
  git(contender, 'reset', '-q', '--hard', code === 0 ? 'HEAD~' : 'HEAD');
  if (code === 0) throw new Error('its hook accepted what it had to refuse');
}

/**
 * Throws unless the hook starts the task, by a task of the same name that leaves a trace and fails.
 * @param {import('./repository.mjs').Contender} contender @param {() => void} stage @param {string} folder
 */
export function mustStart(contender, stage, folder) {
  const trace = path.join(folder, 'trace');
  rmSync(trace, { force: true });
  const env = { ...contender.env, PATH: `${path.join(folder, 'refusing')}:${contender.env['PATH']}` };
  mustRefuse(contender, stage, env);
  if (!existsSync(trace)) throw new Error('its hook refused without having started the task');
}

/**
 * What the last run of our own hook did, by its record; a run that ends in the stub leaves none.
 * @param {import('./repository.mjs').Contender} contender @returns {{ startedAt?: string, checks: { status: string, cached: boolean, filesRun: number }[] }}
 */
export function lastRecord({ repository, env }) {
  const words = ['node_modules/lattice-hooks/dist/hot.cjs', 'report', '--last', '--report', 'json'];
  const { stdout } = spawnSync(process.execPath, words, { cwd: repository, env, encoding: 'utf8' });
  return stdout.startsWith('{') ? JSON.parse(stdout) : { checks: [] };
}

/** @typedef {'known' | 'remembered' | 'ran'} Deed */

/** Which of them happened between two records. @param {ReturnType<typeof lastRecord>} before @param {ReturnType<typeof lastRecord>} after @returns {Deed} */
export function deedBetween(before, after) {
  if (before.startedAt === after.startedAt) return 'known';
  return after.checks.every(({ cached, status }) => cached || status === 'skipped') ? 'remembered' : 'ran';
}
