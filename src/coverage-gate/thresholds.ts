/** Items that ran, of all that could. Integers. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

/** What a share has to reach. Exact: percent is `scaled / scale`, never a float. */
export type Threshold =
  | { readonly kind: 'percent'; readonly written: string; readonly scaled: bigint; readonly scale: bigint }
  /** At most so many uncovered: written as a negative integer. */
  | { readonly kind: 'uncovered'; readonly written: string; readonly most: bigint };

/** Undefined for what is neither a percentage from 0 to 100 nor a negative integer. Takes decimal strings as they stand. */
export function parseThreshold(value: number | string): Threshold | undefined {
  const written = String(value);
  if (/^-[1-9]\d{0,14}$/.test(written)) return { kind: 'uncovered', written, most: -BigInt(written) };
  const match = /^(\d{1,3})(?:\.(\d{1,30}))?$/.exec(written);
  if (match === null) return undefined;
  const [, whole = '', decimals = ''] = match;
  const scale = 10n ** BigInt(decimals.length);
  const scaled = BigInt(whole + decimals);
  return scaled > 100n * scale ? undefined : { kind: 'percent', written, scaled, scale };
}

/** Whether `covered × 100 ≥ threshold × total`, without rounding. Nothing of nothing passes every percentage. */
export function meets({ covered, total }: Share, threshold: Threshold): boolean {
  if (threshold.kind === 'uncovered') return BigInt(total - covered) <= threshold.most;
  return BigInt(covered) * 100n * threshold.scale >= threshold.scaled * BigInt(total);
}

/** How many more must be covered; 0 when it is enough. */
export function shortBy({ covered, total }: Share, threshold: Threshold): number {
  if (threshold.kind === 'uncovered') return Math.max(0, Number(BigInt(total - covered) - threshold.most));
  const [needed, unit] = [threshold.scaled * BigInt(total), 100n * threshold.scale];
  return Math.max(0, Number((needed + unit - 1n) / unit) - covered);
}

/** `89.60%`, rounded down so that it never looks better than it is. Nothing of nothing is `100.00%`. */
export function percentText({ covered, total }: Share): string {
  const hundredths = total === 0 ? 10_000n : (BigInt(covered) * 10_000n) / BigInt(total);
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}%`;
}
