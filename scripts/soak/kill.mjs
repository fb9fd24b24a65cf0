// A command that is killed while a task of its hook runs.

import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { run, takeStarted } from './world.mjs';

/** @typedef {import('./hooked.mjs').Hook} Hook */
/** @typedef {import('./world.mjs').Ended} Ended */
/** @typedef {import('./world.mjs').World} World */

/**
 * Kills git and the hook as soon as a task has begun, and recovers. A command in which no task begins comes to its end.
 * @param {World} world @param {readonly string[]} words
 * @returns {Promise<{ readonly hook: Hook, readonly recovery: Ended }>}
 */
export async function killed(world, [program = '', ...args]) {
  const { folder, root, env, variables } = world;
  const stall = path.join(folder, 'stall');
  const reached = `${stall}.reached`;
  takeStarted(world);
  writeFileSync(stall, '');
  const child = spawn(program, args, { cwd: root, env: { ...env, ...variables }, detached: true, stdio: 'ignore' });
  let code = /** @type {number | null | undefined} */ (undefined);
  child.on('exit', (given) => {
    code = given;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (code === undefined && !existsSync(reached)) await pause(5);
  const isKilled = code === undefined;
  if (isKilled) process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  rmSync(stall);
  rmSync(reached, { force: true });
  if (isKilled) removeLocks(world);
  const recovery = run(world, [process.execPath, world.program, 'recover']);
  const started = takeStarted(world);
  const hook = {
    isAccepted: code === 0,
    tasks: started.length,
    started: started.length,
    isFast: false,
    said: '',
  };
  return { hook: { ...hook, type: isKilled ? 'killed' : 'commit' }, recovery };
}

/** Git asks whoever comes next to remove them. @param {World} world */
function removeLocks({ gitDir }) {
  for (const name of ['index', 'HEAD']) rmSync(path.join(gitDir, `${name}.lock`), { force: true });
}
