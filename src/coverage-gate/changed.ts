import type { ChangedLines } from '../core/contracts/gates.ts';
import type { RepoPath } from '../core/files.ts';
import { placesOf } from './file-places.ts';
import { type FileMeasure, hitsByLine } from './merge.ts';
import { codeLines } from './source-lines.ts';
import { innermostStarts } from './spans.ts';
import type { Share } from './thresholds.ts';
import { isTypesOnly } from './types-only.ts';

/** How the lines that changed are covered. */
export interface ChangedMeasure extends Share {
  /** The same of every file of which a line counts, in order. */
  readonly files: ReadonlyMap<RepoPath, Share>;
  /** Changed lines that are covered, by file, in order. */
  readonly coveredLines: ReadonlyMap<RepoPath, readonly number[]>;
  /** Changed lines that are not covered, by file, in order. */
  readonly uncovered: ReadonlyMap<RepoPath, readonly number[]>;
  /** Changed files that should be in the report and are not, in order. */
  readonly notMeasured: readonly RepoPath[];
}

/** What is needed to measure them. */
export interface ChangedRequest {
  readonly changed: ChangedLines;
  readonly files: ReadonlyMap<RepoPath, FileMeasure>;
  /** Whether a changed file counts at all: it exists as a file and is not left out of the numbers. */
  readonly counts: (path: RepoPath) => boolean;
  /** Whether a file that is not in the report should be. */
  readonly isExpected: (path: RepoPath) => boolean;
  /** Whether a line with a branch that was never taken is uncovered. */
  readonly strict: boolean;
  /** Text of a file under check. */
  readonly read: (path: RepoPath) => Promise<string>;
}

/** Covered and uncovered lines of one file. */
interface Lines {
  readonly covered: readonly number[];
  readonly uncovered: readonly number[];
}

/** Measures the changed lines. Reads only files that are missing in the report, or whose statements span lines. */
export async function measureChanged(request: ChangedRequest): Promise<ChangedMeasure> {
  const files = new Map<RepoPath, Share>();
  const coveredLines = new Map<RepoPath, readonly number[]>();
  const uncovered = new Map<RepoPath, readonly number[]>();
  const notMeasured: RepoPath[] = [];
  let covered = 0;
  let missed = 0;
  for (const [path, lines] of [...request.changed].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (lines.length === 0 || !request.counts(path)) continue;
    const file = request.files.get(path);
    const measured =
      file === undefined
        ? await unmeasuredLines(path, lines, request)
        : await measuredLines(path, lines, file, request);
    if (file === undefined && measured.uncovered.length > 0) notMeasured.push(path);
    if (measured.uncovered.length > 0) uncovered.set(path, measured.uncovered);
    if (measured.covered.length > 0) coveredLines.set(path, measured.covered);
    const total = measured.covered.length + measured.uncovered.length;
    if (total > 0) files.set(path, { covered: measured.covered.length, total });
    covered += measured.covered.length;
    missed += measured.uncovered.length;
  }
  return { covered, total: covered + missed, files, coveredLines, uncovered, notMeasured };
}

async function measuredLines(
  path: RepoPath,
  changed: readonly number[],
  file: FileMeasure,
  { strict, read }: ChangedRequest,
): Promise<Lines> {
  const hits = hitsByLine(file);
  const starts = innermostStarts(
    changed.filter((line) => !hits.has(line)),
    file.spans,
  );
  // A blank line or a comment inside a statement is no part of what runs.
  const code = starts.size > 0 ? codeLines(await read(path), path) : new Set<number>();
  const own = changed.filter((line) => hits.has(line));
  const begun = [...starts].flatMap(([line, start]) => (code.has(line) && hits.has(start) ? [start] : []));
  const measured = [...new Set([...own, ...begun])].sort((a, b) => a - b);
  const branches = strict ? placesOf(file, 'branches') : [];
  const untaken = new Set(branches.flatMap(([line, count]) => (count > 0 ? [] : [line])));
  const isUncovered = (line: number): boolean => hits.get(line) === 0 || untaken.has(line);
  return { covered: measured.filter((line) => !isUncovered(line)), uncovered: measured.filter(isUncovered) };
}

/** No line of it is known to have run: all that could run count as uncovered. */
async function unmeasuredLines(path: RepoPath, changed: readonly number[], request: ChangedRequest): Promise<Lines> {
  if (!request.isExpected(path)) return { covered: [], uncovered: [] };
  const text = await request.read(path);
  if (/\.[cm]?tsx?$/.test(path) && isTypesOnly(text)) return { covered: [], uncovered: [] };
  const code = codeLines(text, path);
  return { covered: [], uncovered: changed.filter((line) => code.has(line)).sort((a, b) => a - b) };
}
