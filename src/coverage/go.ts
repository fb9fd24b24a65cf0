import type { CoverageFormat } from '../core/contracts/coverage.ts';
import { LineBudget, LineSpread } from '../core/coverage/line-spread.ts';
import { packPlaces } from '../core/coverage/pack.ts';
import type { FileCoverage, PlaceHits } from '../core/coverage/report.ts';
import { eachLine } from '../core/text-lines.ts';

/** A block of statements that run together. */
interface Block {
  readonly first: number;
  /** The line after it when nothing of its last line belongs to it. */
  readonly last: number;
  readonly statements: number;
  hits: number;
}

/** Blocks by path, and there by where they are. */
type Files = Map<string, Map<string, Block>>;

/** `path:line.column,line.column statements hits`; a path may hold colons. */
const BLOCK = /^(.+):(\d{1,9})\.(\d{1,9}),(\d{1,9})\.(\d{1,9}) (\d{1,9}) (\d{1,300})$/;

export default {
  summary: "Go's coverage profile (go test -coverprofile)",

  recognizes({ beginning }) {
    return /^mode: (set|count|atomic)\r?(\n|$)/.test(beginning);
  },

  parse(text) {
    const files: Files = new Map();
    const budget = new LineBudget();
    eachLine(text.chunks(), (bytes, start, end, line) => {
      const record = bytes.toString('utf8', start, end);
      // Profiles that were put one after the other begin with it again.
      if (record.trim() === '' || record.startsWith('mode: ')) return;
      if (!takeBlock(record, files, budget)) throw new Error(`line ${line} is cut short or no block of a Go profile`);
    });
    const spread = new LineSpread();
    return { roots: [], files: [...files].map(([path, blocks]) => finish(path, blocks, spread)) };
  },
} satisfies CoverageFormat;

/** A block stands there once for each package whose tests ran it: it is one block. */
function takeBlock(record: string, files: Files, budget: LineBudget): boolean {
  const match = BLOCK.exec(record);
  if (match === null) return false;
  const [path = '', ...numbers] = match.slice(1);
  const [first = 0, column = 0, end = 0, endColumn = 0, statements = 0, hits = 0] = numbers.map(Number);
  const last = endColumn === 1 && end > first ? end - 1 : end;
  if (first < 1 || end < first) return false;
  const blocks = files.get(path) ?? new Map<string, Block>();
  files.set(path, blocks);
  const key = `${first}.${column},${end}.${endColumn}`;
  const known = blocks.get(key);
  if (known !== undefined) known.hits += hits;
  else {
    budget.spend(first, last);
    blocks.set(key, { first, last, statements, hits });
  }
  return true;
}

function finish(path: string, blocks: ReadonlyMap<string, Block>, spread: LineSpread): FileCoverage {
  for (const { first, last, hits } of blocks.values()) spread.add(first, last, hits);
  const statements = [...blocks].flatMap(([key, { first, statements: weight, hits }]): readonly PlaceHits[] =>
    weight === 0 ? [] : [[first, hits, key, weight]],
  );
  return { path, lines: spread.take(), statements: packPlaces(statements) };
}
