import type { FileSet, RepoPath } from '../../core/files.ts';
import { stampFiles } from '../../system/stamps.ts';
import type { GitPlace } from '../git.ts';
import { hashObjects } from '../objects.ts';
import type { JournalEntry } from './journal.ts';

/** What became of a path that tasks saw: untouched, as a fixer left it, changed by somebody else, or gone. */
export type State = 'untouched' | 'fixed' | 'foreign' | 'gone';

/** The paths of a journal as they were found after the work. */
export interface Found {
  readonly states: ReadonlyMap<RepoPath, State>;
  /** Stamps from before their content was looked at: who still bears it later is still what was recognized. */
  readonly stamps: ReadonlyMap<RepoPath, string>;
}

/** Tells what fixers did to the paths from what others did. `hidden`: stamps from before the work. */
export async function recognize(
  place: GitPlace,
  entries: readonly JournalEntry[],
  hidden: ReadonlyMap<RepoPath, string>,
  fixes: FileSet,
): Promise<Found> {
  const paths = entries.map(({ path }) => path);
  const stamps = stampFiles(place.cwd, paths);
  const isTouched = (path: RepoPath) => stamps.get(path) !== hidden.get(path);
  const hashed = await hashObjects(
    place,
    paths.filter((path) => isTouched(path) && fixes.has(path)),
  );
  const stateOf = (path: RepoPath): State => {
    if (!stamps.has(path)) return 'gone';
    if (!isTouched(path)) return 'untouched';
    return isSame(hashed.get(path), fixes.get(path)) ? 'fixed' : 'foreign';
  };
  return { states: new Map(paths.map((path) => [path, stateOf(path)])), stamps };
}

/** Stamps of the paths that hold exactly what is staged, told by their content: for a run that was cut short. */
export async function recognizeStaged(
  place: GitPlace,
  entries: readonly JournalEntry[],
): Promise<ReadonlyMap<RepoPath, string>> {
  const staged = new Map(entries.flatMap((entry) => ('staged' in entry ? [[entry.path, entry.staged] as const] : [])));
  const stamps = stampFiles(place.cwd, [...staged.keys()]);
  const hashed = await hashObjects(place, [...staged.keys()]);
  return new Map([...stamps].filter(([path]) => isSame(hashed.get(path), staged.get(path))));
}

function isSame(a: ReturnType<FileSet['get']>, b: ReturnType<FileSet['get']>): boolean {
  return a !== undefined && a.id === b?.id && a.mode === b.mode;
}
