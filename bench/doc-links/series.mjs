import { middle } from '../support/measure.mjs';

/** @typedef {Readonly<Record<string, readonly number[]>>} Series Figures of interleaved rounds, by what was measured. */

/**
 * Measures everything once in each round. The first round fills caches and does not count.
 * @param {Readonly<Record<string, () => number>>} costs @param {number} rounds @returns {Series}
 */
export function interleave(costs, rounds) {
  /** @type {Record<string, number[]>} */
  const series = Object.fromEntries(Object.keys(costs).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, cost] of Object.entries(costs)) {
      const figure = cost();
      if (round > 0) series[name]?.push(figure);
    }
  }
  return series;
}

/** How many times as large one is as the other in the same round. @param {Series} series @param {string} name @param {string} than */
export function ratio(series, name, than) {
  const others = series[than] ?? [];
  const ratios = (series[name] ?? []).slice(0, others.length).map((value, round) => value / (others[round] ?? 1));
  return middle(ratios);
}

/** @param {Series} series @param {string} name */
export function figure(series, name) {
  return middle(series[name] ?? []);
}
