import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { lookAt, obstacleOf, parentsOf } from '../standing.ts';
import type { WorktreeStatus } from '../status.ts';
import type { JournalEntry } from './journal.ts';

/** What the tasks of a run may read and rewrite. */
export interface Exposure {
  /** Whether a task reads the whole project, so that every unstaged edit and every untracked file must be out of sight. */
  readonly everything: boolean;
  /** Whether untracked files stay in sight all the same; false where it is absent. */
  readonly showsUntracked?: boolean;
  /** Paths that the tasks read: their files and inputs. */
  readonly reads: ReadonlySet<RepoPath>;
  /** Paths that fixers are handed. */
  readonly rewrites: ReadonlySet<RepoPath>;
}

type Unnumbered = JournalEntry extends infer E ? (E extends unknown ? Omit<E, 'slot'> : never) : never;

/** Decides what is moved aside and what is copied. Looks at the disk, changes nothing. */
export function planHiding(
  root: string,
  status: WorktreeStatus,
  index: FileSet,
  exposure: Exposure,
): readonly JournalEntry[] {
  const planned = new Map<RepoPath, Unnumbered>();
  const add = (entry: Unnumbered) => {
    if (!planned.has(entry.path)) planned.set(entry.path, entry);
  };
  for (const path of status.edited.keys()) {
    if (!exposure.everything && !exposure.reads.has(path) && !exposure.rewrites.has(path)) continue;
    for (const entry of hideTracked(root, path, index.get(path))) add(entry);
  }
  if (exposure.everything && exposure.showsUntracked !== true) {
    for (const path of status.untracked) add({ kind: 'untracked', path });
  }
  for (const path of exposure.rewrites) {
    if (lookAt(root, path)?.isFile()) add({ kind: 'handed', path });
  }
  return number(dropBelowMoved([...planned.values()]));
}

/**
 * A tracked path that differs: moved aside; where nothing stands there, whatever is in the way of its folder is.
 * `staged` is undefined for what is only intended to be added, and so no part of the commit.
 */
function hideTracked(root: string, path: RepoPath, staged: FileEntry | undefined): readonly Unnumbered[] {
  const isThere = lookAt(root, path) !== undefined;
  if (staged === undefined) return isThere ? [{ kind: 'untracked', path }] : [];
  if (isThere) return [{ kind: 'edited', path, staged }];
  const obstacle = obstacleOf(root, path);
  const folders = parentsOf(path).filter((folder) => folder === obstacle || lookAt(root, folder) === undefined);
  const deleted: Unnumbered = { kind: 'deleted', path, staged, folders };
  return obstacle === undefined ? [deleted] : [{ kind: 'untracked', path: obstacle }, deleted];
}

/** A file below a folder that is itself moved aside goes with it. */
function dropBelowMoved(entries: readonly Unnumbered[]): readonly Unnumbered[] {
  const moved = new Set(
    entries.filter(({ kind }) => kind === 'edited' || kind === 'untracked').map(({ path }) => path),
  );
  return entries.filter(({ kind, path }) => kind === 'deleted' || !parentsOf(path).some((folder) => moved.has(folder)));
}

function number(entries: readonly Unnumbered[]): readonly JournalEntry[] {
  return entries.map((entry, slot) => ({ ...entry, slot }));
}
