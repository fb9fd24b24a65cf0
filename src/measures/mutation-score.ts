import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options, Schema, SchemaLibrary } from '../core/contracts/schema.ts';
import type { Finding } from '../core/outcome.ts';
import { meets, parseThreshold, percentText, shortBy } from '../coverage-gate/thresholds.ts';

/** What became of mutants, in whole numbers. */
export interface MutantTally {
  /** Those that tests noticed, by a failure or because they ran out of time. */
  readonly killed: number;
  /** All that tests could have noticed. */
  readonly total: number;
}

/** The least share of killed mutants where nothing says one: without any, every result would pass. */
const USUAL_SCORE = '80';

/** `score`: the least share of killed mutants in percent, a number or a decimal string. */
export function scoreOption(z: SchemaLibrary): Schema {
  const error = 'a percentage from 0 to 100: a number, or a decimal string';
  const isShare = (value: unknown) => thresholdOf(value as number | string) !== undefined;
  return z.optional(z.union([z.number(), z.string()]).check(z.refine(isShare, error)));
}

/**
 * Judges what became of the mutants: by whole numbers, so that 79.996 % is no 80. `survivors`: what is said of those that
 * live, where too many do. `own`: what the tool's config asks for, where the task asks for nothing.
 */
export function judgeScore(
  tool: string,
  tally: MutantTally,
  survivors: readonly Finding[],
  { score }: Options,
  own?: number,
): Judgment {
  if (tally.total === 0) return { status: 'broken', message: `${tool} has tested no mutant` };
  const written = typeof score === 'number' || typeof score === 'string' ? score : own;
  const threshold = thresholdOf(written ?? USUAL_SCORE) ?? thresholdOf(USUAL_SCORE);
  const share = { covered: tally.killed, total: tally.total };
  if (threshold === undefined || meets(share, threshold)) return { status: 'passed' };
  const amount = `${percentText(share)} (${tally.killed}/${tally.total})`;
  const message = `mutants killed ${amount} < ${threshold.written}%, ${shortBy(share, threshold)} short`;
  return { status: 'failed', findings: [{ severity: 'error', message }, ...survivors] };
}

function thresholdOf(value: number | string): ReturnType<typeof parseThreshold> {
  const threshold = parseThreshold(value);
  return threshold?.kind === 'percent' ? threshold : undefined;
}
