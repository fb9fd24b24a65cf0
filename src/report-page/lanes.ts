import type { CheckRecord, RunRecord } from '../core/record.ts';

/** What one check did during a run. Times are milliseconds since it began. */
export interface Lane {
  readonly check: CheckRecord;
  /** Undefined in a record that does not say it. */
  readonly from: number | undefined;
  readonly to: number;
  /** Whether the run would have been shorter without it. */
  readonly isCritical: boolean;
}

/** The lanes of a run, how long it was, and how long their axis is: four round steps. */
export interface Lanes {
  readonly lanes: readonly Lane[];
  readonly totalMs: number;
  readonly axisMs: number;
}

/** Steps of an axis that are easily read, from one to ten times a power of ten. */
const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** So much later at most a check begins that had waited for another one, as a share of the whole, and in milliseconds. */
const PAUSE = { share: 0.05, least: 50 };

/** Checks that did some work, in the order in which they began. */
export function lanesOf({ checks, durationMs }: Pick<RunRecord, 'checks' | 'durationMs'>): Lanes {
  const worked = checks.filter((check) => !check.cached && check.status !== 'skipped');
  const ends = worked.map(({ startedMs = 0, durationMs: took }) => startedMs + took);
  const totalMs = Math.max(1, durationMs, ...ends);
  const timed = worked.map((check) => {
    const from = check.startedMs;
    return { check, from, to: (from ?? 0) + check.durationMs };
  });
  const critical = new Set(criticalPath(timed.filter(isTimed), totalMs));
  return {
    totalMs,
    axisMs: roundAxis(totalMs),
    lanes: timed
      .map((lane) => ({ ...lane, isCritical: critical.has(lane.check) }))
      .toSorted((a, b) => (a.from ?? 0) - (b.from ?? 0) || a.to - b.to),
  };
}

function roundAxis(totalMs: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(4, totalMs) / 4));
  const step = ROUND.find((one) => one * power * 4 >= totalMs) ?? 10;
  return step * power * 4;
}

interface Timed {
  readonly check: CheckRecord;
  readonly from: number;
  readonly to: number;
}

function isTimed(lane: Omit<Lane, 'isCritical'>): lane is Timed {
  return lane.from !== undefined;
}

/**
 * The chain that the run waited for: the check that ended last, the one after whose end that one began, and so on. It goes
 * by time alone, so that those are in it too that only had to wait until a processor was free.
 */
function criticalPath(lanes: readonly Timed[], totalMs: number): readonly CheckRecord[] {
  const pause = Math.max(PAUSE.least, totalMs * PAUSE.share);
  const path: CheckRecord[] = [];
  let current = latest(lanes);
  while (current !== undefined) {
    path.push(current.check);
    const { from } = current;
    const before = lanes.filter((lane) => lane.from < from && lane.to <= from && from - lane.to <= pause);
    current = latest(before);
  }
  return path;
}

function latest(lanes: readonly Timed[]): Timed | undefined {
  return lanes.reduce<Timed | undefined>(
    (last, lane) => (last === undefined || lane.to > last.to ? lane : last),
    undefined,
  );
}
