import type { Skip } from '../record.ts';

/** What a push was accepted without, and what has to be made up for by the next one that builds on it. Plain JSON. */
export interface Debt {
  /** Id of the commit that was pushed. */
  readonly commit: string;
  /** Ids of the commits that it would have been compared with. */
  readonly bases: readonly string[];
  /** What was left out, and why. */
  readonly skips: readonly Skip[];
}

/** A commit that a push was accepted with. */
export interface AcceptedPush extends Debt {
  /** Debts that it builds on. */
  readonly owed: readonly Debt[];
}

/** Debts that are kept at most: whoever leaves more behind has stopped reading them. */
const MOST = 100;

/** The debts after a push was accepted: what it made up for is gone, and what it left out again is owed from as far back as before. */
export function settleDebts(debts: readonly Debt[], pushes: readonly AcceptedPush[]): readonly Debt[] {
  const paid = new Set(pushes.flatMap(({ owed }) => owed.map(({ commit }) => commit)));
  const made = pushes.flatMap(({ commit, bases, skips, owed }): readonly Debt[] => {
    const isSkipped = (name: string) => skips.some(({ task }) => task === name);
    const still = owed
      .map((debt) => ({ commit, bases: debt.bases, skips: debt.skips.filter(({ task }) => isSkipped(task)) }))
      .filter((debt) => debt.skips.length > 0);
    const known = new Set(still.flatMap((debt) => debt.skips.map(({ task }) => task)));
    const fresh = skips.filter(({ task }) => !known.has(task));
    return fresh.length === 0 ? still : [...still, { commit, bases, skips: fresh }];
  });
  return [...debts.filter(({ commit }) => !paid.has(commit)), ...made].slice(-MOST);
}
