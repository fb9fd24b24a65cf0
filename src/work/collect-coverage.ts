import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadAll } from '../catalog.ts';
import type { CoverageReport } from '../core/coverage.ts';
import { decodeReport } from '../core/coverage-decode.ts';

/** Reports that a task should leave, with what stood at their places before it started. */
export interface WatchedReports {
  /** As the config names them, `{scratch}` filled in. */
  readonly patterns: readonly string[];
  /** Folder that patterns are relative to: absolute. */
  readonly directory: string;
  /** Stamp of each report that was there before: absolute path, then size, time and inode. */
  readonly before: ReadonlyMap<string, string>;
  readonly globTest: GlobTest;
}

type GlobTest = (glob: string) => (path: string) => boolean;

/** What a task measured, or why it measured nothing. */
export interface Coverage {
  readonly reports: readonly CoverageReport[];
  readonly problem?: string;
}

/** Notes which reports are there already, so that an old one is never taken for one of this run. */
export function watchReports(
  patterns: readonly string[],
  {
    directory,
    scratch,
    globTest,
  }: { readonly directory: string; readonly scratch: string; readonly globTest: GlobTest },
): WatchedReports {
  const filled = patterns.map((pattern) => pattern.replaceAll('{scratch}', scratch));
  const watched = { patterns: filled, directory, globTest };
  const before = filled.flatMap((pattern) => matches(pattern, watched)).map((file) => [file, stampOf(file)] as const);
  return { ...watched, before: new Map(before) };
}

/** Reads and decodes the reports once the task has ended. A pattern that matches nothing new is a problem. */
export async function collectCoverage(watched: WatchedReports): Promise<Coverage> {
  if (watched.patterns.length === 0) return { reports: [] };
  const formats = await loadAll('coverage');
  const reports: CoverageReport[] = [];
  for (const pattern of watched.patterns) {
    const files = matches(pattern, watched);
    const shown = pattern.startsWith('/') ? relative(watched.directory, pattern) : pattern;
    if (files.length === 0) return { reports: [], problem: `it left no coverage report at ${shown}` };
    for (const file of files) {
      if (watched.before.get(file) === stampOf(file)) {
        return { reports: [], problem: `the coverage report ${shown} was there before and it did not write it anew` };
      }
      const decoded = decodeReport(readFileSync(file, 'utf8'), formats);
      if (decoded.status === 'problem') return { reports: [], problem: `${shown}: ${decoded.problem}` };
      reports.push(decoded.report);
    }
  }
  return { reports };
}

/** Files that a pattern names: the path itself, or what the glob matches below the last folder without a wildcard. */
function matches(
  pattern: string,
  { directory, globTest }: Pick<WatchedReports, 'directory' | 'globTest'>,
): readonly string[] {
  const plain = join(directory, pattern);
  if (pattern.startsWith('/')) return isFile(pattern) ? [pattern] : [];
  if (!/[*?[{(!]/.test(pattern)) return isFile(plain) ? [plain] : [];
  const base = join(directory, pattern.slice(0, pattern.search(/[*?[{(!]/)).replace(/[^/]*$/, ''));
  const isMatch = globTest(pattern);
  return listFiles(base).filter((file) => isMatch(relative(directory, file).replaceAll('\\', '/')));
}

function listFiles(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch {
    // The folder is not there, so neither is the report.
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function stampOf(file: string): string {
  const { size, mtimeNs, ino } = statSync(file, { bigint: true });
  return `${size} ${mtimeNs} ${ino}`;
}
