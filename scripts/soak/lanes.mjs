// Worlds side by side, in threads: each waits for its own processes.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** @typedef {import('./plan.mjs').Step} Step */
/** @typedef {import('./walk.mjs').Taken} Taken */
/** @typedef {import('./worker.mjs').Answer} Answer */

/** What came of the steps in a world of this name. @typedef {(name: string, steps: readonly Step[]) => Promise<readonly Taken[]>} Walk */

/**
 * Lets `use` walk through worlds in threads of its own.
 * @template T @param {string} folder that has the template @param {number} lanes
 * @param {(walks: readonly Walk[]) => Promise<T>} use @returns {Promise<T>}
 */
export async function inLanes(folder, lanes, use) {
  const workers = Array.from(
    { length: lanes },
    () => new Worker(new URL('worker.mjs', import.meta.url), { workerData: { folder } }),
  );
  try {
    return await use(workers.map(walkIn));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** @param {Worker} worker @returns {Walk} */
function walkIn(worker) {
  return async (name, steps) => {
    worker.postMessage({ name, steps });
    const [answer] = /** @type {[Answer]} */ (await once(worker, 'message'));
    if ('error' in answer) throw new Error(`in ${name}: ${answer.error}`);
    return answer.taken;
  };
}
