/** Items that ran, of all that could. Integers. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/** What a share has to reach. */
export type Threshold =
  | ({ readonly kind: 'percent'; readonly written: string } & Percent)
  /** At most so many uncovered: written as a negative integer. */
  | { readonly kind: 'uncovered'; readonly written: string; readonly most: bigint }
  | NoWorse;

/** Exact: percent is `scaled / scale`, never a float. */
export interface Percent {
  readonly scaled: bigint;
  readonly scale: bigint;
}

/** What a share was, which it may not be worse than: lower, by more than the tolerance, with more uncovered. */
export interface NoWorse {
  readonly kind: 'no-worse';
  /** `3/4` */
  readonly written: string;
  /** Of one item at least. */
  readonly was: Share;
  /** In percentage points. */
  readonly tolerance: Percent;
}

/** Undefined for what is neither a percentage from 0 to 100 nor a negative integer. Takes decimal strings as they stand. */
export function parseThreshold(value: number | string): Threshold | undefined {
  const written = String(value);
  if (/^-[1-9]\d{0,14}$/.test(written)) return { kind: 'uncovered', written, most: -BigInt(written) };
  const percent = parsePercent(written);
  return percent === undefined ? undefined : { kind: 'percent', written, ...percent };
}

/** Undefined for what is no percentage from 0 to 100. */
export function parsePercent(value: number | string): Percent | undefined {
  const match = /^(\d{1,3})(?:\.(\d{1,30}))?$/.exec(String(value));
  if (match === null) return undefined;
  const [, whole = '', decimals = ''] = match;
  const scale = 10n ** BigInt(decimals.length);
  const scaled = BigInt(whole + decimals);
  return scaled > 100n * scale ? undefined : { scaled, scale };
}

/** Whether `covered × 100 ≥ threshold × total`, without rounding. Nothing of nothing passes every percentage. */
export function meets(share: Share, threshold: Threshold): boolean {
  return shortBy(share, threshold) === 0;
}

/** How many more must be covered; 0 when it is enough. */
export function shortBy({ covered, total }: Share, threshold: Threshold): number {
  const uncovered = BigInt(total - covered);
  switch (threshold.kind) {
    case 'percent':
      return missing(threshold.scaled * BigInt(total), 100n * threshold.scale, covered);
    case 'uncovered':
      return atLeastNone(uncovered - threshold.most);
    case 'no-worse': {
      const { was, tolerance } = threshold;
      // The share that it had, less the tolerance, as one fraction.
      const unit = 100n * tolerance.scale * BigInt(was.total);
      const floor = BigInt(was.covered) * 100n * tolerance.scale - tolerance.scaled * BigInt(was.total);
      const more = atLeastNone(uncovered - BigInt(was.total - was.covered));
      return Math.min(more, missing(floor * BigInt(total), unit, covered));
    }
  }
}

/** How many are missing to `needed / unit`, rounded up. */
function missing(needed: bigint, unit: bigint, covered: number): number {
  return needed <= 0n ? 0 : atLeastNone((needed + unit - 1n) / unit - BigInt(covered));
}

function atLeastNone(amount: bigint): number {
  return amount > 0n ? Number(amount) : 0;
}

/** `89.60%`, rounded down so that it never looks better than it is. Nothing of nothing is `100.00%`. */
export function percentText({ covered, total }: Share): string {
  const hundredths = total === 0 ? 10_000n : (BigInt(covered) * 10_000n) / BigInt(total);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
}

/** Not to be worse than this, a share of one item at least. */
export function noWorseThan(was: Share, tolerance: Percent): NoWorse {
  return { kind: 'no-worse', written: `${was.covered}/${was.total}`, was, tolerance };
}
