import type { PlaceHits } from '../core/coverage/report.ts';

/** Branches of one line that were not taken. */
export interface Untaken {
  readonly line: number;
  /** How many branches there are on the line. */
  readonly total: number;
  /** Numbers of those not taken, from 1, in the order of the report; undefined where the report only counts them. */
  readonly numbers: readonly number[] | undefined;
  readonly count: number;
}

/** Lines with a branch that was not taken, in order. */
export function untakenByLine(branches: readonly PlaceHits[]): readonly Untaken[] {
  const byLine = new Map<number, PlaceHits[]>();
  for (const branch of branches) {
    const own = byLine.get(branch[0]);
    if (own === undefined) byLine.set(branch[0], [branch]);
    else own.push(branch);
  }
  return [...byLine]
    .sort(([a], [b]) => a - b)
    .flatMap(([line, own]) => {
      const count = weigh(own.filter(([, hits]) => hits === 0));
      if (count === 0) return [];
      const isCounted = own.some(([, , , weight = 1]) => weight > 1);
      const numbers = own.flatMap(([, hits], index) => (hits === 0 ? [index + 1] : []));
      return [{ line, total: weigh(own), count, numbers: isCounted ? undefined : numbers }];
    });
}

/** `12 (branch 2 of 3), 15 (1 of 2 branches), 20 (branches 1, 3 of 4)`; undefined where all were taken. */
export function untakenText(branches: readonly PlaceHits[]): string | undefined {
  const texts = untakenByLine(branches).map((one) => `${one.line} (${whichText(one)})`);
  return texts.length === 0 ? undefined : texts.join(', ');
}

/** `branch 2 of 3` */
export function whichText({ total, numbers, count }: Omit<Untaken, 'line'>): string {
  if (count === total) return total === 1 ? 'its branch' : `all ${total} branches`;
  if (numbers === undefined) return `${count} of ${total} branches`;
  return `${numbers.length === 1 ? 'branch' : 'branches'} ${numbers.join(', ')} of ${total}`;
}

function weigh(branches: readonly PlaceHits[]): number {
  return branches.reduce((sum, [, , , weight = 1]) => sum + weight, 0);
}
