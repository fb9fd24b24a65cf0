// What came of all steps, counted, and told in a few lines.

import { WEIGHTS } from './plan.mjs';

/** @typedef {import('./walk.mjs').Taken} Taken */

const COLUMNS = /** @type {const} */ (['steps', 'hooks', 'accepted', 'refused', 'remembered', 'without Node']);

/** @typedef {Record<typeof COLUMNS[number], number>} Counts */

/** @returns {Counts} */
function none() {
  return { steps: 0, hooks: 0, accepted: 0, refused: 0, remembered: 0, 'without Node': 0 };
}

/** Counts steps by kind. */
export class Tally {
  /** @type {Map<string, Counts>} */
  #kinds = new Map(Object.keys(WEIGHTS).map((kind) => [kind, none()]));
  #empty = 0;
  #killed = 0;
  #tasks = 0;
  #recalled = 0;

  /** Steps that found something to do. */
  get steps() {
    return [...this.#kinds.values()].reduce((sum, { steps }) => sum + steps, 0);
  }

  /** @param {readonly Taken[]} taken */
  add(taken) {
    for (const { step, outcome } of taken) {
      const counts = this.#kinds.get(step.kind);
      if (outcome === undefined) this.#empty += 1;
      if (outcome === undefined || counts === undefined) continue;
      counts.steps += 1;
      for (const hook of outcome.hooks) this.#addHook(counts, hook);
    }
  }

  /** @param {Counts} counts @param {import('./hooked.mjs').Hook} hook */
  #addHook(counts, { type, isAccepted, tasks, started, isFast }) {
    counts.hooks += 1;
    if (type === 'killed') this.#killed += 1;
    else counts[isAccepted ? 'accepted' : 'refused'] += 1;
    // Nothing was started although the state of the repository starts something.
    if (isAccepted && tasks > 0 && started === 0) counts.remembered += 1;
    if (isFast) counts['without Node'] += 1;
    this.#recalled += isAccepted ? Math.max(0, tasks - started) : 0;
    this.#tasks += isAccepted ? tasks : 0;
  }

  /** @returns {readonly string[]} */
  lines() {
    const sum = none();
    for (const counts of this.#kinds.values()) for (const column of COLUMNS) sum[column] += counts[column];
    const kinds = [...this.#kinds].filter(([, { steps }]) => steps > 0);
    const rows = [...kinds, /** @type {const} */ (['all', sum])].map(([kind, counts]) =>
      row(
        kind,
        COLUMNS.map((column) => (counts[column] === 0 ? '' : `${counts[column]}`)),
      ),
    );
    return [
      row('', COLUMNS),
      ...rows,
      '',
      `killed in the middle  ${this.#killed}`,
      `tasks of accepted     ${this.#tasks}, ${this.#recalled} of them started nothing`,
      `nothing to do         ${this.#empty}`,
    ];
  }
}

/** @param {string} name @param {readonly string[]} cells */
function row(name, cells) {
  return `${name.padEnd(27)}${cells.map((cell) => cell.padStart(13)).join('')}`;
}
