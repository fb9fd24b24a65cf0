// Takes the steps of worlds, one world after the other, beside others that do the same.

import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { walk } from './walk.mjs';

/** @typedef {import('./walk.mjs').Taken} Taken */

/** Where a world is made, and what is done to it. @typedef {{ readonly name: string, readonly steps: readonly import('./plan.mjs').Step[] }} Order */

/** @typedef {{ readonly taken: readonly Taken[] } | { readonly error: string }} Answer */

parentPort?.on('message', async (/** @type {Order} */ { name, steps }) => {
  parentPort?.postMessage(await answer(path.join(workerData.folder, name), steps));
});

/** @param {string} folder @param {Order['steps']} steps @returns {Promise<Answer>} */
async function answer(folder, steps) {
  try {
    return { taken: await walk(path.join(workerData.folder, 'template'), folder, steps) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
