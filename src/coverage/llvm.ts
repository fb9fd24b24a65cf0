import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { LineBudget, LineSpread } from '../core/coverage/line-spread.ts';
import { packPlaces } from '../core/coverage/pack.ts';
import type { FileCoverage, PackedLines, PlaceHits } from '../core/coverage/report.ts';
import { countSegments, readSegment, type Segment } from '../core/coverage/segments.ts';
import { asArray, asCount, asObject, type JsonObject } from '../core/json-shape.ts';

export default {
  summary: 'JSON of llvm-cov export (C, C++, Rust, Swift)',

  recognizes(text) {
    return text.object()?.['type'] === 'llvm.coverage.json.export';
  },

  parse(text) {
    const exports = asArray(asObject(text.object(), 'the report')['data'], 'data').map((one) => asObject(one, 'data'));
    const readLines = lineReader();
    const files = exports.flatMap((one) => {
      const functions = readFunctions(one);
      return asArray(one['files'], 'files').map((file) => readFile(asObject(file, 'a file'), functions, readLines));
    });
    // Compilers that were not asked for branches write empty lists of them.
    const hasBranches = files.some(({ branches }) => branches !== undefined && branches !== '');
    return { roots: [], files: hasBranches ? files : files.map(({ branches: _, ...file }) => file) };
  },
} satisfies CoverageFormat;

type Functions = ReadonlyMap<string, readonly PlaceHits[]> | undefined;

type ReadLines = (segments: readonly Segment[]) => PackedLines;

/** For the segments of one file after another. */
function lineReader(): ReadLines {
  const [spread, budget] = [new LineSpread(), new LineBudget()];
  return (segments) => {
    countSegments(segments, (first, last, hits) => {
      budget.spend(first, last);
      spread.add(first, last, hits);
    });
    return spread.take();
  };
}

function readFile(file: JsonObject, functions: Functions, readLines: ReadLines): FileCoverage {
  const path = file['filename'];
  if (typeof path !== 'string') throw new Error('a file without a filename');
  if (file['segments'] === undefined) throw new Error(`${path} has no segments: export without --summary-only`);
  const segments = asArray(file['segments'], `${path}: segments`).map((one) => readSegment(one, path));
  return {
    path,
    lines: readLines(segments),
    ...(file['branches'] === undefined ? {} : { branches: packPlaces(readBranches(file, path)) }),
    ...(functions === undefined ? {} : { functions: packPlaces(functions.get(path) ?? []) }),
  };
}

/** `[line, column, last line, last column, times true, times false, …]`: two arms each. */
function readBranches(file: JsonObject, path: string): readonly PlaceHits[] {
  return asArray(file['branches'], `${path}: branches`).flatMap((branch) => {
    const [line, column, last, lastColumn, yes, no, ...rest] = asArray(branch, `${path}: a branch`).map((one) =>
      typeof one === 'number' ? asCount(one, `${path}: a branch`) : 0,
    );
    if (line === undefined || yes === undefined || no === undefined) throw new Error(`${path}: a branch is cut short`);
    const place = `${column}-${last}:${lastColumn} ${rest.slice(0, 2).join(' ')}`;
    return [[line, yes, `${place} true`] as const, [line, no, `${place} false`] as const];
  });
}

/** Instances of one template or generic begin at one place: they are one function. Undefined where functions were left out. */
function readFunctions(data: JsonObject): Functions {
  if (data['functions'] === undefined) return undefined;
  const byFile = new Map<string, Map<string, PlaceHits>>();
  for (const one of asArray(data['functions'], 'functions')) {
    const { filenames, regions, count, name } = asObject(one, 'a function');
    const [path] = asArray(filenames, 'filenames of a function');
    const [region] = asArray(regions, 'regions of a function');
    if (typeof path !== 'string' || !Array.isArray(region)) throw new Error(`function ${String(name)} has no place`);
    const [line, column] = region.map((part) => asCount(part, `a region of ${String(name)}`));
    const hits = asCount(count, `count of function ${String(name)}`);
    const places = byFile.get(path) ?? new Map<string, PlaceHits>();
    byFile.set(path, places);
    const key = `${line}:${column}`;
    places.set(key, [line ?? 0, (places.get(key)?.[1] ?? 0) + hits, key]);
  }
  return new Map([...byFile].map(([path, places]) => [path, [...places.values()]]));
}
