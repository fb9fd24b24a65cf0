import type { FileSet, RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import { stampFiles } from '../../system/stamps.ts';
import type { GitPlace } from '../git.ts';
import { hashObjects } from '../objects/hash-files.ts';
import { lookAt } from '../standing.ts';
import { type JournalEntry, slotPath } from './journal.ts';
import { compareFiles } from './move.ts';

/** What became of a path that tasks saw: untouched, as a fixer left it, changed by somebody else, or gone. */
export type State = 'untouched' | 'fixed' | 'foreign' | 'gone';

/** The paths of a journal as they were found after the work. */
export interface Found {
  readonly states: ReadonlyMap<RepoPath, State>;
  /** Stamps from before their content was looked at: who still bears it later is still what was recognized. */
  readonly stamps: ReadonlyMap<RepoPath, string>;
}

/**
 * Tells what fixers did to the paths from what others did. `hidden`: stamps from before the work. What was written to and
 * has its earlier content again is untouched: a fixing command that only checked was undone.
 */
export async function recognize(
  place: GitPlace,
  folder: string,
  entries: readonly JournalEntry[],
  hidden: ReadonlyMap<RepoPath, string>,
  fixes: FileSet,
): Promise<Found> {
  const stamps = stampFiles(
    place.cwd,
    entries.map(({ path }) => path),
  );
  const isTouched = (path: RepoPath) => stamps.get(path) !== hidden.get(path);
  const touched = entries.filter(({ path }) => stamps.has(path) && isTouched(path));
  const told = touched.filter((entry) => 'staged' in entry || fixes.has(entry.path));
  const hashed = await hashObjects(
    place,
    told.map(({ path }) => path),
    // A fix has the mode that the index gets.
    new Map([...stagedOf(told), ...fixes]),
  );
  const isAsBefore = (entry: JournalEntry): boolean => {
    if ('staged' in entry) return isSame(hashed.get(entry.path), entry.staged);
    return entry.kind === 'handed' && compareKept(place, folder, entry) !== 'other';
  };
  const stateOf = (entry: JournalEntry): State => {
    const { path } = entry;
    if (!stamps.has(path)) return 'gone';
    if (!isTouched(path)) return 'untouched';
    if (isSame(hashed.get(path), fixes.get(path))) return 'fixed';
    return isAsBefore(entry) ? 'untouched' : 'foreign';
  };
  return { states: new Map(entries.map((entry) => [entry.path, stateOf(entry)])), stamps };
}

/** What needs no rescue when a run was cut short, told by its content. */
export interface Recognized {
  /** Stamps of what may be dropped: it is staged, or it is what comes back. */
  readonly ours: ReadonlyMap<RepoPath, string>;
  /** Paths where what is kept stands already, or still. */
  readonly stays: ReadonlySet<RepoPath>;
}

/** Looks at paths of which nobody knows any more what became of them. */
export async function recognizeContent(
  place: GitPlace,
  folder: string,
  entries: readonly JournalEntry[],
): Promise<Recognized> {
  const stamps = stampFiles(
    place.cwd,
    entries.map(({ path }) => path),
  );
  const staged = stagedOf(entries);
  const hashed = await hashedOrNone(place, staged);
  const stays = new Set<RepoPath>();
  const ours = new Map<RepoPath, string>();
  for (const entry of entries) {
    const { path } = entry;
    const likeness = lookAt(place.cwd, path) ? compareKept(place, folder, entry) : 'other';
    if (likeness === 'same') stays.add(path);
    const stamp = stamps.get(path);
    if (stamp !== undefined && (likeness === 'other-time' || isSame(hashed.get(path), staged.get(path))))
      ours.set(path, stamp);
  }
  return { ours, stays };
}

/** None where a filter of git's fails, as one does that is not installed: then what stands there is rescued, and all comes back. */
async function hashedOrNone(place: GitPlace, staged: FileSet): Promise<FileSet> {
  try {
    return await hashObjects(place, [...staged.keys()], staged);
  } catch {
    return new Map();
  }
}

function stagedOf(entries: readonly JournalEntry[]): FileSet {
  return new Map(entries.flatMap((entry) => ('staged' in entry ? [[entry.path, entry.staged] as const] : [])));
}

function compareKept({ cwd }: GitPlace, folder: string, { slot, path }: JournalEntry): ReturnType<typeof compareFiles> {
  return compareFiles(slotPath(folder, slot), onDisk(cwd, path));
}

function isSame(a: ReturnType<FileSet['get']>, b: ReturnType<FileSet['get']>): boolean {
  return a !== undefined && a.id === b?.id && a.mode === b.mode;
}
