import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { packLines, packPlaces } from '../core/coverage/pack.ts';
import type { FileCoverage, PackedLines, PackedPlaces } from '../core/coverage/report.ts';
import { asArray, asInteger, asObject, isObject, type JsonObject } from '../core/json-shape.ts';

/** A statement, function or arm of a branch with its count. */
interface Item {
  readonly line: number;
  /** Undefined where the tool did not know the end. */
  readonly last: number | undefined;
  readonly hits: number;
  readonly place: string;
}

export default {
  summary: "Istanbul's coverage-final.json (nyc, c8, Jest, Vitest)",

  recognizes(text) {
    return Object.values(text.object() ?? {}).some((file) => isObject(file) && 'statementMap' in file);
  },

  parse(text) {
    const report = asObject(text.object(), 'the report');
    return { roots: [], files: Object.entries(report).map(([key, file]) => readFile(key, asObject(file, key))) };
  },
} satisfies CoverageFormat;

function readFile(key: string, file: JsonObject): FileCoverage {
  const statements = readStatements(key, file);
  const spans = statements.flatMap(({ line, last }) =>
    last !== undefined && last > line ? [[line, last] as const] : [],
  );
  return {
    path: typeof file['path'] === 'string' ? file['path'] : key,
    lines: startLines(statements),
    statements: places(statements),
    branches: places(readBranches(key, file)),
    functions: places(readFunctions(key, file)),
    spans,
  };
}

/** A line is one on which a statement starts, and ran as often as the busiest of them. */
function startLines(statements: readonly Item[]): PackedLines {
  const lines = new Map<number, number>();
  for (const { line, hits } of statements) lines.set(line, Math.max(lines.get(line) ?? 0, hits));
  return packLines(lines);
}

function readStatements(key: string, file: JsonObject): readonly Item[] {
  const counts = asObject(file['s'], `${key}: s`);
  return Object.entries(asObject(file['statementMap'], `${key}: statementMap`)).map(([id, location]) => {
    const range = readRange(location);
    if (range === undefined) throw new Error(`${key}: statement ${id} has no line`);
    return { ...range, hits: readHits(counts[id], `${key}: count of statement ${id}`) };
  });
}

function readFunctions(key: string, file: JsonObject): readonly Item[] {
  const counts = asObject(file['f'], `${key}: f`);
  return Object.entries(asObject(file['fnMap'], `${key}: fnMap`)).map(([id, value]) => {
    const entry = asObject(value, `${key}: function ${id}`);
    const range = readRange(entry['decl']) ?? readRange(entry['loc']) ?? lineOnly(entry['line']);
    if (range === undefined) throw new Error(`${key}: function ${id} has no line`);
    return { ...range, hits: readHits(counts[id], `${key}: count of function ${id}`) };
  });
}

function readBranches(key: string, file: JsonObject): readonly Item[] {
  const counts = asObject(file['b'], `${key}: b`);
  return Object.entries(asObject(file['branchMap'], `${key}: branchMap`)).flatMap(([id, value]) => {
    const entry = asObject(value, `${key}: branch ${id}`);
    const locations = Array.isArray(entry['locations']) ? entry['locations'] : [];
    // The place of the branch itself is empty for branches that a source map could not follow back.
    const range = readRange(entry['loc']) ?? lineOnly(entry['line']) ?? locations.map(readRange).find(Boolean);
    if (range === undefined) throw new Error(`${key}: branch ${id} has no line`);
    return asArray(counts[id], `${key}: counts of branch ${id}`).map((count, arm) => ({
      ...range,
      place: `${range.place} ${String(entry['type'])} ${arm}`,
      hits: readHits(count, `${key}: count ${arm} of branch ${id}`),
    }));
  });
}

/** The place is where it starts and ends, as in Istanbul's own merging: ids change from one instrumenter to the next. */
function readRange(location: unknown): Omit<Item, 'hits'> | undefined {
  const { start, end } = (location ?? {}) as { readonly start?: unknown; readonly end?: unknown };
  const from = readPoint(start);
  if (from === undefined) return undefined;
  const to = readPoint(end);
  return { line: from.line, last: to?.line, place: `${from.text}-${to?.text ?? ''}` };
}

function lineOnly(line: unknown): Omit<Item, 'hits'> | undefined {
  return typeof line === 'number' && isLine(line) ? { line, last: undefined, place: `${line}` } : undefined;
}

function readPoint(point: unknown): { readonly line: number; readonly text: string } | undefined {
  const { line, column } = (point ?? {}) as { readonly line?: unknown; readonly column?: unknown };
  if (typeof line !== 'number' || !isLine(line)) return undefined;
  return { line, text: `${line}:${typeof column === 'number' ? column : ''}` };
}

function isLine(line: number): boolean {
  return Number.isInteger(line) && line >= 0;
}

function readHits(count: unknown, what: string): number {
  return Math.max(0, asInteger(count, what));
}

function places(items: readonly Item[]): PackedPlaces {
  return packPlaces(items.map(({ line, hits, place }) => [line, hits, place]));
}
