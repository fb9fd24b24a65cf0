import type { CoverageFormat } from '../core/contracts/coverage.ts';
import type { FileCoverage, PlaceHits } from '../core/coverage.ts';
import { byLine, withoutMark } from '../core/coverage-parts.ts';
import { asArray, asInteger, asObject, type JsonObject, parseJson } from '../core/json-shape.ts';

export default {
  summary: "coverage.py's JSON report (coverage json, pytest --cov-report=json)",

  recognizes(text) {
    return /^\uFEFF?\s*\{/.test(text.slice(0, 100)) && /"(executed_lines|branch_coverage)"\s*:/.test(text);
  },

  parse(text) {
    const report = asObject(parseJson(withoutMark(text)), 'the report');
    const withBranches = asObject(report['meta'], 'meta')['branch_coverage'] === true;
    const files = Object.entries(asObject(report['files'], 'files'));
    return { roots: [], files: files.map(([path, file]) => readFile(path, asObject(file, path), withBranches)) };
  },
} satisfies CoverageFormat;

/** It says whether a line ran, not how often: a line that ran counts 1. */
function readFile(path: string, file: JsonObject, withBranches: boolean): FileCoverage {
  const lines = new Map<number, number>();
  for (const line of lineList(path, file, 'missing_lines')) lines.set(line, 0);
  for (const line of lineList(path, file, 'executed_lines')) lines.set(line, 1);
  if (file['excluded_lines'] !== undefined) {
    for (const line of lineList(path, file, 'excluded_lines')) lines.delete(line);
  }
  return {
    path,
    lines: byLine(lines),
    ...(withBranches
      ? {
          branches: byLine([...arcs(path, file, 'executed_branches', 1), ...arcs(path, file, 'missing_branches', 0)]),
        }
      : {}),
  };
}

function lineList(path: string, file: JsonObject, key: string): readonly number[] {
  return asArray(file[key], `${path}: ${key}`).map((line) => asInteger(line, `${path}: a line of ${key}`));
}

/** Pairs of the line that decides and the line that follows; a negative one stands for leaving that block. */
function arcs(path: string, file: JsonObject, key: string, hits: number): PlaceHits {
  return asArray(file[key], `${path}: ${key}`).map((arc) => {
    const [from, to] = asArray(arc, `${path}: an entry of ${key}`);
    const line = Math.abs(asInteger(from, `${path}: ${key}`));
    return [line, hits, `to ${asInteger(to, `${path}: ${key}`)}`] as const;
  });
}
