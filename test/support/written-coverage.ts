// A measurement as each tool would write it.

/** Lines of a file and how often each ran. */
export interface WrittenFile {
  readonly path: string;
  readonly lines: ReadonlyMap<number, number>;
}

type Write = (files: readonly WrittenFile[]) => string;

const each = (files: readonly WrittenFile[], write: (file: WrittenFile) => string): string => files.map(write).join('');
const list = (file: WrittenFile, write: (line: number, hits: number) => string): string =>
  [...file.lines].map(([line, hits]) => write(line, hits)).join('');
const json = (
  files: readonly WrittenFile[],
  write: (file: WrittenFile) => unknown,
): Readonly<Record<string, unknown>> => Object.fromEntries(files.map((file) => [file.path, write(file)]));
const ran = (file: WrittenFile, hasRun: boolean): readonly number[] =>
  [...file.lines].flatMap(([line, hits]) => (hits > 0 === hasRun ? [line] : []));
const place = (line: number) => ({ start: { line, column: 0 }, end: { line, column: 9 } });
const numbered = (values: Iterable<unknown>) => Object.fromEntries([...values].map((value, at) => [at, value]));

/** By the name of the format. */
export const WRITERS: Readonly<Record<string, Write>> = {
  lcov: (files) =>
    each(files, (file) => `TN:\nSF:${file.path}\n${list(file, (line, hits) => `DA:${line},${hits}\n`)}end_of_record\n`),

  cobertura: (files) => {
    const classes = each(files, (file) => {
      const lines = list(file, (line, hits) => `<line number="${line}" hits="${hits}"/>`);
      return `<class filename="${file.path}"><methods/><lines>${lines}</lines></class>`;
    });
    return `<?xml version="1.0"?><coverage line-rate="1"><packages><package><classes>${classes}</classes></package></packages></coverage>`;
  },

  istanbul: (files) => {
    const none = { branchMap: {}, b: {}, fnMap: {}, f: {} };
    const write = (file: WrittenFile) => {
      return {
        path: file.path,
        statementMap: numbered([...file.lines.keys()].map(place)),
        s: numbered(file.lines.values()),
        ...none,
      };
    };
    return JSON.stringify(json(files, write));
  },

  'istanbul-summary': (files) => {
    const none = { total: 0, covered: 0, skipped: 0, pct: 100 };
    const write = (file: WrittenFile) => {
      const lines = { total: file.lines.size, covered: ran(file, true).length, skipped: 0, pct: 'Unknown' };
      return { lines, statements: lines, functions: none, branches: none };
    };
    return JSON.stringify({ total: { lines: none }, ...json(files, write) });
  },

  'coverage-py': (files) => {
    const write = (file: WrittenFile) => {
      return { executed_lines: ran(file, true), missing_lines: ran(file, false), excluded_lines: [] };
    };
    return JSON.stringify({ meta: { format: 3, branch_coverage: false }, files: json(files, write) });
  },

  clover: (files) => {
    const content = each(files, (file) => {
      const lines = list(file, (line, hits) => `<line num="${line}" type="stmt" count="${hits}"/>`);
      return `<file name="${file.path}">${lines}<metrics statements="1"/></file>`;
    });
    return `<coverage generated="1"><project timestamp="1">${content}</project></coverage>`;
  },

  jacoco: (files) => {
    const content = each(files, (file) => {
      const slash = file.path.lastIndexOf('/');
      const lines = list(
        file,
        (line, hits) => `<line nr="${line}" mi="${hits > 0 ? 0 : 3}" ci="${hits}" mb="0" cb="0"/>`,
      );
      return `<package name="${file.path.slice(0, slash)}"><sourcefile name="${file.path.slice(slash + 1)}">${lines}</sourcefile></package>`;
    });
    return `<report name="x"><sessioninfo id="a" start="1" dump="2"/>${content}</report>`;
  },

  go: (files) =>
    `mode: count\n${each(files, (file) => list(file, (line, hits) => `${file.path}:${line}.2,${line}.9 1 ${hits}\n`))}`,

  llvm: (files) => {
    const segments = (file: WrittenFile) =>
      [...file.lines]
        .sort(([a], [b]) => a - b)
        .flatMap(([line, hits]) => [
          [line, 1, hits, true, true, false],
          [line, 9, 0, false, false, false],
        ]);
    const data = [{ files: files.map((file) => ({ filename: file.path, segments: segments(file) })), functions: [] }];
    return JSON.stringify({ data, type: 'llvm.coverage.json.export', version: '2.0.1' });
  },

  simplecov: (files) => {
    const write = (file: WrittenFile) => {
      const last = Math.max(0, ...file.lines.keys());
      return { lines: Array.from({ length: last }, (_, at) => file.lines.get(at + 1) ?? null) };
    };
    return JSON.stringify({ RSpec: { coverage: json(files, write), timestamp: 1 } });
  },
};
