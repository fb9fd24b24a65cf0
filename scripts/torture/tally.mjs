// What came of all runs, counted, and told in a few lines.

import { KINDS } from './plan.mjs';

/** @typedef {import('./attempt.mjs').Result} Result */
/** @typedef {import('./judge.mjs').Fate} Fate */

/** How the commits of one kind of run ended. @typedef {{ runs: number, accepted: number, refused: number, killed: number }} Ends */

/** @returns {Tally} */
export function makeTally() {
  return new Tally();
}

/** Counts results, and tells what they come to. */
class Tally {
  /** @type {Map<string, Ends>} */
  #kinds = new Map(KINDS.map(({ kind }) => [kind, { runs: 0, accepted: 0, refused: 0, killed: 0 }]));
  /** @type {Map<string, number>} */
  #signals = new Map();
  /** @type {Map<Fate, number>} */
  #fates = new Map();
  #recovered = 0;
  #recoveriesKilled = 0;

  /** @param {string} kind @param {readonly Result[]} results */
  add(kind, results) {
    const ends = /** @type {Ends} */ (this.#kinds.get(kind));
    ends.runs += 1;
    for (const { kill, isCommitted, isRecovered, recoveriesKilled, fates } of results) {
      if (kill !== undefined) {
        ends.killed += 1;
        count(this.#signals, kill.signal);
      } else if (isCommitted) ends.accepted += 1;
      else ends.refused += 1;
      if (isRecovered) this.#recovered += 1;
      this.#recoveriesKilled += recoveriesKilled;
      for (const fate of fates) count(this.#fates, fate);
    }
  }

  /** @returns {readonly string[]} */
  lines() {
    const rows = [...this.#kinds].map(([kind, { runs, accepted, refused, killed }]) =>
      row(kind, [runs, accepted, refused, killed].map(String)),
    );
    return [
      row('', ['runs', 'accepted', 'refused', 'killed']),
      ...rows,
      '',
      `killed              ${told(this.#signals)}`,
      `left a journal      ${this.#recovered}, put back by a recovery or the next hook`,
      `recoveries killed   ${this.#recoveriesKilled}`,
      `saves               ${told(this.#fates)}`,
    ];
  }
}

/** @template K @param {Map<K, number>} counts @param {K} key */
function count(counts, key) {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** The sum, and what it is made of. @param {ReadonlyMap<string, number>} counts */
function told(counts) {
  const sum = [...counts.values()].reduce((all, one) => all + one, 0);
  const parts = [...counts].sort().map(([key, number]) => `${number} ${key}`);
  return sum === 0 ? '0' : `${sum} (${parts.join(', ')})`;
}

/** @param {string} name @param {readonly string[]} cells */
function row(name, cells) {
  return `${name.padEnd(26)}${cells.map((cell) => cell.padStart(9)).join('')}`;
}
