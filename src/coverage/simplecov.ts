import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { packLines, packPlaces } from '../core/coverage/pack.ts';
import type { FileCoverage, LineHits, PlaceHits } from '../core/coverage/report.ts';
import { asArray, asCount, asObject, isObject, type JsonObject } from '../core/json-shape.ts';

/** What one suite says of a file. */
interface SuiteFile {
  /** Null: nothing on that line can run. */
  readonly lines: readonly (number | null)[];
  /** By what tells an arm from others; undefined where the suite did not look for branches. */
  readonly arms: ReadonlyMap<string, readonly [line: number, hits: number]> | undefined;
}

export default {
  summary: "SimpleCov's .resultset.json (Ruby)",

  recognizes(text) {
    return Object.values(text.object() ?? {}).some(
      (suite) => isObject(suite) && isObject(suite['coverage']) && Object.values(suite['coverage']).some(isFile),
    );
  },

  parse(text) {
    const suites = Object.entries(asObject(text.object(), 'the report'));
    const files = new Map<string, SuiteFile>();
    for (const [name, suite] of suites) {
      const coverage = asObject(asObject(suite, name)['coverage'], `coverage of ${name}`);
      for (const [path, value] of Object.entries(coverage)) {
        const [before, file] = [files.get(path), readFile(value, path)];
        files.set(path, before === undefined ? file : combine(before, file));
      }
    }
    return { roots: [], files: [...files].map(([path, file]) => finish(path, file)) };
  },
} satisfies CoverageFormat;

/** Until SimpleCov 0.18 a file was the list of its lines. */
function isFile(value: unknown): boolean {
  return Array.isArray(value) || (isObject(value) && Array.isArray(value['lines']));
}

function readFile(value: unknown, path: string): SuiteFile {
  if (Array.isArray(value)) return { lines: readLines(value, path), arms: undefined };
  const { lines, branches } = asObject(value, path);
  return {
    lines: readLines(asArray(lines, `${path}: lines`), path),
    arms: branches === undefined ? undefined : readArms(asObject(branches, `${path}: branches`), path),
  };
}

function readLines(lines: readonly unknown[], path: string): readonly (number | null)[] {
  return lines.map((hits) => (hits === null || hits === 'ignored' ? null : asCount(hits, `${path}: a line`)));
}

/** Keys are lists as Ruby shows them: `[:then, 1, 6, 6, 6, 21]` is an arm from line 6, column 6 to line 6, column 21. */
function readArms(branches: JsonObject, path: string): ReadonlyMap<string, readonly [number, number]> {
  const arms = new Map<string, readonly [number, number]>();
  for (const [condition, list] of Object.entries(branches)) {
    for (const [arm, hits] of Object.entries(asObject(list, `${path}: ${condition}`))) {
      const line = /^\[:?"?\w+"?, \d+, (\d{1,9}), \d+, \d+, \d+\]$/.exec(arm)?.[1];
      if (line === undefined) throw new Error(`${path}: a branch without its line`);
      arms.set(`${condition} ${arm}`, [Number(line), asCount(hits, `${path}: ${condition}`)]);
    }
  }
  return arms;
}

/** Two suites as SimpleCov puts them together: a line that one of them does not know, and the other never ran, is none. */
function combine(a: SuiteFile, b: SuiteFile): SuiteFile {
  const lines = Array.from({ length: Math.max(a.lines.length, b.lines.length) }, (_, at) => {
    const [one, other] = [a.lines[at] ?? null, b.lines[at] ?? null];
    const sum = (one ?? 0) + (other ?? 0);
    return sum === 0 && (one === null || other === null) ? null : sum;
  });
  if (a.arms === undefined || b.arms === undefined) return { lines, arms: a.arms ?? b.arms };
  const arms = new Map(a.arms);
  for (const [key, [line, hits]] of b.arms) arms.set(key, [line, (arms.get(key)?.[1] ?? 0) + hits]);
  return { lines, arms };
}

function finish(path: string, { lines, arms }: SuiteFile): FileCoverage {
  const counted = lines.flatMap((hits, at): readonly LineHits[] => (hits === null ? [] : [[at + 1, hits]]));
  const places = [...(arms ?? [])].map(([key, [line, hits]]): PlaceHits => [line, hits, key]);
  return {
    path,
    lines: packLines(counted),
    ...(arms === undefined ? {} : { branches: packPlaces(places) }),
    skipMark: ':nocov:',
  };
}
