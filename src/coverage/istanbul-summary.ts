import type { CoverageFormat } from '../core/contracts/coverage.ts';
import type { CoverageMetric, FileCoverage, Tally } from '../core/coverage/report.ts';
import { asCount, asObject, isObject } from '../core/json-shape.ts';

const METRICS: readonly CoverageMetric[] = ['lines', 'branches', 'functions', 'statements'];

export default {
  summary: "Istanbul's coverage-summary.json: numbers of files without their lines",

  recognizes(text) {
    const total = text.object()?.['total'];
    return isObject(total) && isObject(total['lines']) && 'covered' in total['lines'];
  },

  parse(text) {
    const { total: _, ...files } = asObject(text.object(), 'the report');
    const read = Object.entries(files).map(([path, file]) => readFile(path, file));
    if (read.length === 0) throw new Error('it names no file');
    return { roots: [], files: read };
  },
} satisfies CoverageFormat;

function readFile(path: string, value: unknown): FileCoverage {
  const file = asObject(value, path);
  const tallies = METRICS.map((metric) => [metric, readTally(file[metric], `${path}: ${metric}`)] as const);
  return { path, tallies: Object.fromEntries(tallies) };
}

/** The percentage beside them is rounded, or a word. */
function readTally(value: unknown, what: string): Tally {
  const { covered, total } = asObject(value, what);
  const tally = [asCount(covered, what), asCount(total, what)] as const;
  if (tally[0] > tally[1]) throw new Error(`${what} has more that ran than there is`);
  return tally;
}
