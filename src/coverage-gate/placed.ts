import { appendTo } from '../core/coverage/parts.ts';
import type { CoverageReport, FileCoverage } from '../core/coverage/report.ts';
import type { RepoPath } from '../core/files.ts';
import type { PathMatch } from '../core/report-paths.ts';

/** No file has a longer path. Globs take long for such texts. */
const LONGEST_PATH = 4096;

/** What one report says of a file. */
export interface Source {
  readonly file: FileCoverage;
  readonly format: string;
}

/** A path of a report that leads to no file. */
export interface UnmatchedPath {
  readonly path: string;
  readonly candidates: readonly RepoPath[];
}

/** Where paths of reports lead, those of excluded files aside. */
export interface Placement {
  /** In order. */
  readonly unmatched: readonly UnmatchedPath[];
  /** Paths that lead into a submodule, by its folder: to files of another repository, which are not judged here. */
  readonly foreign: ReadonlyMap<RepoPath, readonly string[]>;
  /** How many paths lead to a file, or to none. */
  readonly pathCount: number;
}

/** Finds the files that reports speak of. Throws an `Error` for a path that no file can have. `isExcluded` is asked with paths of the repository where there is one. */
export function placeFiles(
  reports: readonly CoverageReport[],
  match: (path: string, roots: readonly string[]) => PathMatch,
  isExcluded: (path: string) => boolean,
): Placement & { readonly sources: ReadonlyMap<RepoPath, readonly Source[]> } {
  const sources = new Map<RepoPath, Source[]>();
  const unmatched = new Map<string, UnmatchedPath>();
  const foreign = new Map<RepoPath, string[]>();
  const paths = new Set<string>();
  const place = (file: FileCoverage, found: PathMatch, format: string): void => {
    const { path } = file;
    if (isExcluded(found.status === 'matched' ? found.file : found.path)) return;
    if (found.status !== 'foreign') paths.add(path);
    if (found.status === 'matched') appendTo(sources, found.file, { file, format });
    else if (found.status === 'foreign') appendTo(foreign, found.submodule, path);
    else unmatched.set(path, { path, candidates: found.candidates });
  };
  for (const { format, roots, files } of reports) {
    for (const file of files) {
      if (file.path.length > LONGEST_PATH)
        throw new Error(`a coverage report (${format}) names a path of more than ${LONGEST_PATH} characters`);
      place(file, match(file.path, roots), format);
    }
  }
  const inOrder = [...unmatched.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { sources, unmatched: inOrder, foreign, pathCount: paths.size };
}
