import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { packLines, packPlaces } from '../core/coverage/pack.ts';
import type { FileCoverage, LineHits, PlaceHits } from '../core/coverage/report.ts';
import { asArray, asCount, asInteger, asObject, isObject, type JsonObject } from '../core/json-shape.ts';

export default {
  summary: "coverage.py's JSON report (coverage json, pytest --cov-report=json)",

  recognizes(text) {
    const files = text.object()?.['files'];
    return isObject(files) && Object.values(files).some((file) => isObject(file) && 'executed_lines' in file);
  },

  parse(text) {
    const report = asObject(text.object(), 'the report');
    const withBranches = asObject(report['meta'], 'meta')['branch_coverage'] === true;
    const files = Object.entries(asObject(report['files'], 'files'));
    return { roots: [], files: files.map(([path, file]) => readFile(path, asObject(file, path), withBranches)) };
  },
} satisfies CoverageFormat;

/** It says whether a line ran, not how often: a line that ran counts 1. */
function readFile(path: string, file: JsonObject, withBranches: boolean): FileCoverage {
  const excluded = new Set(file['excluded_lines'] === undefined ? [] : lineList(path, file, 'excluded_lines'));
  const counted = (key: string, hits: number) =>
    lineList(path, file, key).flatMap((line): readonly LineHits[] => (excluded.has(line) ? [] : [[line, hits]]));
  return {
    path,
    lines: packLines([...counted('executed_lines', 1), ...counted('missing_lines', 0)]),
    ...(withBranches
      ? {
          branches: packPlaces([
            ...arcs(path, file, 'executed_branches', 1),
            ...arcs(path, file, 'missing_branches', 0),
          ]),
        }
      : {}),
  };
}

function lineList(path: string, file: JsonObject, key: string): readonly number[] {
  return asArray(file[key], `${path}: ${key}`).map((line) => asCount(line, `${path}: a line of ${key}`));
}

/** Pairs of the line that decides and the line that follows; a negative one stands for leaving that block. */
function arcs(path: string, file: JsonObject, key: string, hits: number): readonly PlaceHits[] {
  return asArray(file[key], `${path}: ${key}`).map((arc) => {
    const [from, to] = asArray(arc, `${path}: an entry of ${key}`);
    const line = Math.abs(asInteger(from, `${path}: ${key}`));
    return [line, hits, `to ${asInteger(to, `${path}: ${key}`)}`] as const;
  });
}
