// The shortest list of steps, as far as it can be had cheaply, that still goes wrong.

/** @typedef {import('./plan.mjs').Step} Step */

/**
 * Leaves out more and more, in ever smaller parts, whatever the rest can do without. The last step stays.
 * @param {readonly Step[]} steps which go wrong @param {(steps: readonly Step[]) => Promise<boolean>} goesWrong
 * @returns {Promise<readonly Step[]>}
 */
export async function shrink(steps, goesWrong) {
  let needed = steps;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let end = needed.length - 1; end > 0; end -= size) {
      const fewer = [...needed.slice(0, Math.max(0, end - size)), ...needed.slice(end)];
      if (await goesWrong(fewer)) needed = fewer;
    }
  }
  return needed;
}
