import type { GateRecord } from '../core/record.ts';
import { counted } from './amounts.ts';
import { oneLine } from './harmless.ts';

/** A line of the table of gates. */
export interface MetricRow {
  readonly status: string;
  /** As in "lines of the project". */
  readonly of: string;
  readonly actual: string;
  readonly required: string;
  readonly short: string;
}

/** A judgment as gates that count something keep it under `metrics`. */
interface Metric {
  readonly metric: string;
  /** `project`, `changed`, a file or a group. */
  readonly scope: string;
  readonly covered: number;
  readonly total: number;
  /** As the config has it. */
  readonly required: string;
  readonly short: number;
  readonly status: string;
  readonly rule?: unknown;
}

/** The numbers that a gate has judged; none for a gate that keeps none. */
export function metricRows({ metrics }: GateRecord): readonly MetricRow[] {
  return Array.isArray(metrics) ? metrics.filter(isMetric).map(rowOf) : [];
}

function rowOf({ metric, scope, covered, total, required, short, status, rule }: Metric): MetricRow {
  return {
    status,
    of: scope === 'project' ? oneLine(metric) : `${oneLine(scope)} ${oneLine(metric)}`,
    actual: `${percentOf(covered, total)} (${covered}/${total})`,
    required: rule === 'ratchet' ? `no worse than ${oneLine(required)}` : requiredText(oneLine(required)),
    short: short > 0 ? counted(short, oneLine(metric).replace(/(?<=ch)es$|s$/, ''), oneLine(metric)) : '',
  };
}

/** Rounded down, so that what is short of its limit never looks as if it had reached it. */
function percentOf(covered: number, total: number): string {
  return total === 0 ? '100.00%' : `${(Math.floor((covered * 10_000) / total) / 100).toFixed(2)}%`;
}

function requiredText(written: string): string {
  return written.startsWith('-') ? `at most ${written.slice(1)} uncovered` : `${written}%`;
}

function isMetric(value: unknown): value is Metric {
  if (typeof value !== 'object' || value === null) return false;
  const { metric, scope, required, status, covered, total, short } = value as Record<string, unknown>;
  return (
    [metric, scope, required, status].every((word) => typeof word === 'string') &&
    [covered, total, short].every((count) => typeof count === 'number')
  );
}
