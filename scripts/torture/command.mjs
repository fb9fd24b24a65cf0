// A command that is let run or killed, and all that it has started.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { LASTS } from './plan.mjs';

/** @typedef {import('./plan.mjs').Kill} Kill */
/** @typedef {import('./plan.mjs').Since} Since */
/** @typedef {import('./repository.mjs').Repository} Repository */

/** Which file of the git directory tells that a commit has come so far. */
const SIGNS = { start: '.', journal: 'lattice-hooks/journal', staging: 'lattice-hooks/journal/restaged.json' };

/** Milliseconds for which processes of a group are waited for that have been told to end. */
const PATIENCE = 20_000;

/**
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {string} text What it said.
 * @property {Kill | undefined} kill What really reached it.
 */

/**
 * What goes on while a command runs.
 * @typedef {object} Course
 * @property {(since: Since, share: number) => Promise<boolean>} reach Waits for a moment; false when the end comes first.
 * @property {() => boolean} hasEnded
 */

/**
 * Runs a command in a process group of its own, kills it as told, and waits for all that it has started, tasks aside: what
 * they are still writing is for the recovery to end. `duration`: milliseconds that it takes as a rule.
 * @param {Repository} repository @param {readonly string[]} words
 * @param {{ readonly kill?: Kill | undefined, readonly duration?: number, readonly meanwhile?: (course: Course) => Promise<void> }} how
 * @returns {Promise<Ended>}
 */
export async function command(repository, [program = '', ...args], { kill, duration = 0, meanwhile }) {
  const { root, gitDir, env, scratch } = repository;
  // Of a fixer that was killed.
  rmSync(path.join(scratch, 'busy'), { force: true });
  const child = spawn(program, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const group = child.pid ?? 0;
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('latin1').on('data', (part) => (text += part));
  let code = /** @type {number | null} */ (null);
  let isOver = false;
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.on('exit', (given) => {
    code = given;
    isOver = true;
  });
  /** @type {Course} */
  const course = {
    hasEnded: () => isOver,
    reach: async (since, share) => {
      const sign = path.join(gitDir, SIGNS[since]);
      while (!isOver && !existsSync(sign)) await pause(1);
      await Promise.race([pause(share * duration * LASTS[since]), ended]);
      return !isOver;
    },
  };
  let killed = /** @type {Kill | undefined} */ (undefined);
  const end = async () => {
    if (kill !== undefined && (await course.reach(kill.since, kill.share)) && send(repository, group, kill))
      killed = kill;
  };
  await Promise.all([end(), meanwhile?.(course), ended]);
  const deadline = performance.now() + PATIENCE;
  while (isRunning(group) && performance.now() < deadline) await pause(5);
  if (killed !== undefined) removeLocks(repository);
  return { code, text, kill: killed };
}

/** Of a git that was killed. Git asks whoever comes next to remove them. @param {Repository} repository */
function removeLocks({ gitDir, commonDir }) {
  const branch = /^ref: (.+)/.exec(readFileSync(path.join(gitDir, 'HEAD'), 'utf8'))?.[1] ?? 'HEAD';
  for (const file of [path.join(gitDir, 'index'), path.join(gitDir, 'HEAD'), path.join(commonDir, branch)]) {
    rmSync(`${file}.lock`, { force: true });
  }
}

/** @param {Repository} repository @param {number} group @param {Kill} kill */
function send(repository, group, { signal, target }) {
  const holder = target === 'hook' ? lockHolder(repository) : undefined;
  try {
    return process.kill(target === 'git' ? group : (holder ?? -group), signal);
  } catch {
    return false;
  }
}

/** The process that holds the worktree's lock. @param {Repository} repository @returns {number | undefined} */
function lockHolder({ gitDir }) {
  try {
    return JSON.parse(readFileSync(path.join(gitDir, 'lattice-hooks/lock'), 'utf8')).pid;
  } catch {
    return undefined;
  }
}

/** Whether anything of a process group still runs. What has ended and was not asked how does not. @param {number} group */
function isRunning(group) {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(fields[2]) === group && fields[0] !== 'Z' && fields[0] !== 'X';
    } catch {
      return false;
    }
  });
}
