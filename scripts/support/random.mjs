// A small generator of random numbers that begins with a seed: the same seed makes the same repository everywhere.

/**
 * @typedef {object} Random
 * @property {(below: number) => number} below A whole number from 0 up to, and without, `below`.
 * @property {(share: number) => boolean} isIn True in this share of all cases, from 0 to 1.
 * @property {<T>(choices: readonly T[]) => T} pick One of them.
 */

/**
 * Mulberry32: 32 bits of state, every state once before the first comes again.
 * @param {number} seed
 * @returns {Random}
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ limit) => Math.floor(next() * limit);
  return {
    below,
    isIn: (share) => next() < share,
    pick: (choices) => /** @type {any} */ (choices[below(choices.length)]),
  };
}
