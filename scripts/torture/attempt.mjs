// One run: repositories laid out, commits that are let run or killed, what puts things back, and the judgment over all.

import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { command } from './command.mjs';
import { readsWorktree } from './expected.mjs';
import { judge } from './judge.mjs';
import { git, layOut, openPlaces } from './repository.mjs';
import { saveAll, saveNow } from './saver.mjs';
import { differences, lookAtWorld } from './world.mjs';

/** @typedef {import('./command.mjs').Ended} Ended */
/** @typedef {import('./judge.mjs').Fate} Fate */
/** @typedef {import('./mess.mjs').Mess} Mess */
/** @typedef {import('./plan.mjs').Plan} Plan */
/** @typedef {import('./plan.mjs').Side} Side */
/** @typedef {import('./repository.mjs').Repository} Repository */
/** @typedef {import('./saver.mjs').Saved} Saved */
/** @typedef {import('./world.mjs').World} World */

/**
 * What came of one commit.
 * @typedef {object} Result
 * @property {Ended['kill']} kill Undefined when the commit had ended before.
 * @property {boolean} isCommitted
 * @property {number} recoveriesKilled
 * @property {boolean} isRecovered Whether a journal was left and put back.
 * @property {readonly Fate[]} fates Of what was saved.
 * @property {readonly string[]} lost What is not as it should be.
 * @property {number} milliseconds How long the commit took.
 */

/**
 * Makes the repository of a plan in the folder, and does to it what the plan says. `duration`: milliseconds of a commit.
 * @param {Repository} template @param {string} folder @param {Plan} plan @param {number} duration
 * @returns {Promise<readonly Result[]>} One for each side.
 */
export async function attempt(template, folder, { places, sides }, duration) {
  const { worktrees, bystanders } = openPlaces(template, folder, places);
  const all = sides.map((side, at) => ({ side, repository: /** @type {Repository} */ (worktrees[at]) }));
  for (const { side, repository } of all) layOut(repository, side.mess);
  const before = all.map(({ repository }) => lookAtWorld(repository));
  const aside = bystanders.map(lookAtWorld);
  const courses = await Promise.all(
    all.map(({ side, repository }, at) => run(repository, side, /** @type {World} */ (before[at]).head, duration)),
  );
  const touched = bystanders.flatMap((repository, at) =>
    differences(/** @type {World} */ (aside[at]), lookAtWorld(repository), ['files', 'index', 'others']),
  );
  return all.map(({ side, repository }, at) => {
    const [world, course] = [/** @type {World} */ (before[at]), /** @type {Course} */ (courses[at])];
    const after = lookAtWorld(repository);
    const { fates, lost } = judge({ repository, before: world, after, mess: side.mess, ...course });
    return {
      ...course,
      kill: course.first.kill,
      isCommitted: world.head !== after.head,
      fates,
      lost: [...course.errors, ...touched.map((line) => `in the worktree beside: ${line}`), ...lost],
    };
  });
}

/**
 * @typedef {object} Course
 * @property {Ended} first The commit.
 * @property {Ended} last What ended last of the commits.
 * @property {string} said All that was said to the user.
 * @property {readonly Saved[]} saved
 * @property {readonly string[]} errors
 * @property {number} recoveriesKilled
 * @property {boolean} isRecovered
 * @property {number} milliseconds
 */

/** @param {Repository} repository @param {Side} side @param {string} head before @param {number} duration @returns {Promise<Course>} */
async function run(repository, side, head, duration) {
  /** @type {readonly Saved[]} */
  let saved = [];
  const started = performance.now();
  const first = await commit(repository, side.mess, {
    kill: side.kill,
    duration,
    meanwhile: async (course) => {
      saved = await saveAll(repository, side.saves, course);
    },
  });
  const milliseconds = performance.now() - started;
  const isRecovered = hasJournal(repository);
  const common = { first, milliseconds, isRecovered };
  if (first.kill === undefined)
    return { ...common, last: first, said: first.text, saved, errors: [], recoveriesKilled: 0 };
  saved = [...saved, ...(await saveNow(repository, side.savesAfter))];
  const after = await putBack(repository, side, first, head);
  return { ...common, ...after, said: `${first.text}${after.said}`, saved };
}

/**
 * After a kill: recoveries that are killed as well, then one that is not, or the same commit once more.
 * @param {Repository} repository @param {Side} side @param {Ended} first @param {string} head before
 */
async function putBack(repository, { mess, recoveries, cure }, first, head) {
  const recover = [process.execPath, repository.program, 'recover'];
  let recoveriesKilled = 0;
  let said = '';
  for (const kill of recoveries) {
    if (!hasJournal(repository)) break;
    said += (await command(repository, recover, { kill, duration: 200 })).text;
    recoveriesKilled += 1;
  }
  if (cure === 'commit' && git(repository, ['rev-parse', 'HEAD']) === head) {
    const isLeft = hasJournal(repository);
    const next = await commit(repository, mess, {});
    // Where git read the worktree before the hook put it back, the commit is refused.
    const last = isLeft && readsWorktree(mess) && next.code !== 0 ? { ...next, kill: first.kill } : next;
    return { last, said: said + next.text, recoveriesKilled, errors: [] };
  }
  const { code, text } = await command(repository, recover, {});
  return {
    last: first,
    said: said + text,
    recoveriesKilled,
    errors: code === 0 ? [] : [`recover ended with ${code}: ${text}`],
  };
}

/** @param {Repository} repository */
function hasJournal({ gitDir }) {
  return existsSync(path.join(gitDir, 'lattice-hooks/journal'));
}

/** @param {Repository} repository @param {Mess} mess @param {Parameters<typeof command>[2]} how */
function commit(repository, { form, path: file }, how) {
  const what = { index: [], all: ['--all'], path: ['--', file], amend: ['--amend'] }[form];
  return command(repository, ['git', 'commit', '--quiet', '-m', 'Change', ...what], how);
}
