// One commit that is let run or killed, what puts things back after it, and the judgment over what is there then.

import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { acceptedBy } from './expected.mjs';
import { makeMess } from './mess.mjs';
import { randomFrom } from './random.mjs';
import { git, layOut } from './repository.mjs';
import { differences, lookAtWorld, worldAfter } from './world.mjs';

/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./repository.mjs').Repository} Repository */
/** @typedef {import('./world.mjs').World} World */

/**
 * @typedef {object} Kill
 * @property {'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGHUP'} signal
 * @property {'group' | 'hook' | 'git'} target All of them as a terminal does it, or one process.
 * @property {keyof typeof LASTS} since From when the delay counts: the start, work being hidden, fixes being staged.
 * @property {number} share From 0 to 1, of the time that is left then.
 */

/**
 * What came of one run.
 * @typedef {object} Result
 * @property {Kill | undefined} kill Undefined when the commit had ended before.
 * @property {number} recoveriesKilled
 * @property {boolean} isRecovered Whether a journal was left and put back.
 * @property {readonly string[]} lost What is not as it should be.
 * @property {number} milliseconds How long the commit took.
 */

/** How much of the time of a whole commit is left, as a rule, and which file tells that it has come so far. */
const LASTS = { start: 0.9, journal: 0.3, staging: 0.02 };
const SIGNS = { start: '.', journal: 'lattice-hooks/journal', staging: 'lattice-hooks/journal/restaged.json' };

/** Milliseconds for which processes of a group are waited for that have been told to end. */
const PATIENCE = 20_000;

/**
 * Makes the repository of a seed in the folder, and does to it what the seed says. `duration`: milliseconds of a commit.
 * @param {Repository} template @param {string} folder @param {number} seed @param {number} duration
 * @returns {Promise<Result>}
 */
export async function attempt(template, folder, seed, duration) {
  const random = randomFrom(seed);
  const mess = makeMess(random);
  const repository = layOut(template, folder, mess);
  const before = lookAtWorld(repository);
  const started = performance.now();
  const first = await commit(repository, mess, random.isIn(0.9) ? chooseKill(random) : undefined, duration);
  const milliseconds = performance.now() - started;
  const isLeft = hasJournal(repository);
  const { last, recoveriesKilled, lost } =
    first.kill === undefined
      ? { last: first, recoveriesKilled: 0, lost: [] }
      : await putBack(repository, mess, random, first, before.head);
  return {
    kill: first.kill,
    recoveriesKilled,
    isRecovered: isLeft,
    lost: [...lost, ...judge(before, lookAtWorld(repository), mess, last)],
    milliseconds,
  };
}

/**
 * After a kill: recoveries that are killed as well, then one that is not, or the same commit once more.
 * @param {Repository} repository @param {Mess} mess @param {Random} random @param {Ended} first @param {string} head before
 */
async function putBack(repository, mess, random, first, head) {
  let recoveriesKilled = 0;
  while (hasJournal(repository) && recoveriesKilled < 3 && random.isIn(0.4)) {
    await command(repository, recovery(repository), { kill: killRecovery(random), duration: 200 });
    recoveriesKilled += 1;
  }
  if (git(repository, ['rev-parse', 'HEAD']) === head && random.isIn(0.3)) {
    const isLeft = hasJournal(repository);
    const next = await commit(repository, mess, undefined, 0);
    // Where git read the worktree before the hook put it back, the commit is refused.
    const last = isLeft && mess.form !== 'index' && next.code !== 0 ? { ...next, kill: first.kill } : next;
    return { last, recoveriesKilled, lost: [] };
  }
  const { code, text } = await command(repository, recovery(repository), {});
  return { last: first, recoveriesKilled, lost: code === 0 ? [] : [`recover ended with ${code}: ${text}`] };
}

/** @param {Repository} repository */
function hasJournal({ root }) {
  return existsSync(path.join(root, '.git/lattice-hooks/journal'));
}

/** @param {Random} random @returns {Kill} */
function chooseKill(random) {
  return {
    signal: random.pick(
      /** @type {const} */ (['SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']),
    ),
    target: random.pick(/** @type {const} */ (['group', 'group', 'group', 'group', 'hook', 'hook', 'git'])),
    since: random.pick(/** @type {const} */ (['start', 'journal', 'journal', 'staging', 'staging', 'staging'])),
    share: random.below(1000) / 1000,
  };
}

/** @param {Random} random @returns {Kill} */
function killRecovery(random) {
  return { signal: 'SIGKILL', target: 'group', since: 'start', share: random.below(1000) / 1000 };
}

/** @param {Repository} repository */
function recovery({ root }) {
  return [process.execPath, path.join(root, 'node_modules/lattice-hooks/dist/hot.cjs'), 'recover'];
}

/** @param {Repository} repository @param {Mess} mess @param {Kill | undefined} kill @param {number} duration */
function commit(repository, { form, path: file }, kill, duration) {
  const what = { index: [], all: ['--all'], path: ['--', file] }[form];
  return command(repository, ['git', 'commit', '--quiet', '-m', 'Change', ...what], { kill, duration });
}

/**
 * @typedef {object} Ended
 * @property {number | null} code
 * @property {string} text What it said.
 * @property {Kill | undefined} kill What really reached it.
 */

/**
 * Runs a command in a process group of its own, kills it as told, and waits for all that it has started, tasks aside: what
 * they are still writing is for the recovery to end.
 * @param {Repository} repository @param {readonly string[]} words
 * @param {{ readonly kill?: Kill | undefined, readonly duration?: number }} how
 * @returns {Promise<Ended>}
 */
async function command({ root, env }, [program = '', ...args], { kill, duration = 0 }) {
  const child = spawn(program, args, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const group = child.pid ?? 0;
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += part));
  let code = /** @type {number | null} */ (null);
  let hasEnded = false;
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.on('exit', (given) => {
    code = given;
    hasEnded = true;
  });
  let killed = /** @type {Kill | undefined} */ (undefined);
  if (kill !== undefined) {
    const sign = path.join(root, '.git', SIGNS[kill.since]);
    while (!hasEnded && !existsSync(sign)) await pause(1);
    await Promise.race([pause(kill.share * duration * LASTS[kill.since]), ended]);
    if (!hasEnded && send(root, group, kill)) killed = kill;
  }
  await ended;
  const deadline = performance.now() + PATIENCE;
  while (isRunning(group) && performance.now() < deadline) await pause(5);
  // Of a git that was killed. Git asks whoever comes next to remove it.
  if (killed !== undefined) rmSync(path.join(root, '.git/index.lock'), { force: true });
  return { code, text, kill: killed };
}

/** @param {string} root @param {number} group @param {Kill} kill */
function send(root, group, { signal, target }) {
  const holder = target === 'hook' ? lockHolder(root) : undefined;
  try {
    return process.kill(target === 'git' ? group : (holder ?? -group), signal);
  } catch {
    return false;
  }
}

/** The process that holds the worktree's lock. @param {string} root @returns {number | undefined} */
function lockHolder(root) {
  try {
    return JSON.parse(readFileSync(path.join(root, '.git/lattice-hooks/lock'), 'utf8')).pid;
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

/**
 * Compares with the world from before, and with that after an accepted commit. Which of them it must be follows from how
 * the last commit ended; one that was killed may have come to either, but to nothing in between.
 * @param {World} before @param {World} after @param {Mess} mess @param {Ended} last
 * @returns {readonly string[]}
 */
function judge(before, after, mess, last) {
  const accepted = acceptedBy(mess);
  const isCommitted = before.head !== after.head;
  const asBefore = isCommitted ? ['a commit was made'] : differences(before, after, ['files', 'index', 'others']);
  if (accepted === undefined || (last.kill !== undefined && asBefore.length === 0)) return asBefore;
  const asGoal = unlikeGoal(worldAfter(before, accepted), before, after, mess, last);
  if (!isCommitted && last.kill === undefined) return [`the commit was refused: ${last.text}`, ...asGoal];
  return asGoal.length === 0 || isCommitted || asGoal.length <= asBefore.length ? asGoal : asBefore;
}

/**
 * What differs from the world after an accepted commit.
 * @param {World} goal @param {World} before @param {World} after @param {Mess} mess @param {Ended} last
 */
function unlikeGoal(goal, before, after, { form }, { kill }) {
  const isCommitted = before.head !== after.head;
  // A git that was killed has not always put the index in place that belongs to the commit, nor ended the merge.
  const isIndexOld = kill !== undefined && form !== 'index' && differences(before, after, ['index']).length === 0;
  const merge = kill === undefined ? 'none' : (after.others.get('MERGE_HEAD') ?? 'none');
  const others = isCommitted ? new Map(goal.others).set('MERGE_HEAD', merge) : goal.others;
  return [
    ...differences({ ...goal, others }, after, isIndexOld ? ['files', 'others'] : ['files', 'index', 'others']),
    ...(isCommitted ? differences(goal, after, ['committed']) : []),
  ];
}
