import type { FileSet, RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { WorktreeStatus } from '../status.ts';
import type { JournalEntry } from './journal.ts';
import { look } from './move.ts';

/** What the tasks of a run may read and rewrite. */
export interface Exposure {
  /** Whether a task reads the whole project, so that every unstaged edit and every untracked file must be out of sight. */
  readonly everything: boolean;
  /** Paths that the tasks read: their files and inputs. */
  readonly reads: ReadonlySet<RepoPath>;
  /** Paths that fixers are handed. */
  readonly rewrites: ReadonlySet<RepoPath>;
}

/** Decides what is moved aside and what is copied. Looks at the disk, changes nothing. */
export function planHiding(
  root: string,
  status: WorktreeStatus,
  index: FileSet,
  exposure: Exposure,
): readonly JournalEntry[] {
  const entries = new Map<RepoPath, JournalEntry>();
  const add = (entry: JournalEntry) => {
    if (!entries.has(entry.path)) entries.set(entry.path, entry);
  };
  for (const [path, state] of status.edited) {
    if (!exposure.everything && !exposure.reads.has(path)) continue;
    const staged = index.get(path);
    if (state === 'intent-to-add' || staged === undefined) add({ kind: 'untracked', path, slot: entries.size });
    else for (const entry of hideEdited(root, path, staged, entries.size)) add(entry);
  }
  if (exposure.everything) {
    for (const path of status.untracked) add({ kind: 'untracked', path, slot: entries.size });
  }
  for (const path of exposure.rewrites) add({ kind: 'handed', path, slot: entries.size });
  return dropBelowMoved([...entries.values()]);
}

/** A tracked path that differs: moved aside; where it was deleted, whatever stands in the way of its folder is. */
function hideEdited(
  root: string,
  path: RepoPath,
  staged: NonNullable<ReturnType<FileSet['get']>>,
  slot: number,
): JournalEntry[] {
  if (look(onDisk(root, path)) !== undefined) return [{ kind: 'edited', path, slot, staged }];
  const parents = parentsOf(path);
  const obstacle = parents.find((folder) => {
    const stat = look(onDisk(root, folder));
    return stat !== undefined && !stat.isDirectory();
  });
  const folders = parents.filter((folder) => look(onDisk(root, folder)) === undefined);
  const deleted: JournalEntry = {
    kind: 'deleted',
    path,
    staged,
    folders: obstacle === undefined ? folders : [obstacle, ...folders],
  };
  return obstacle === undefined ? [deleted] : [{ kind: 'untracked', path: obstacle, slot }, deleted];
}

/** A file below a folder that is itself moved aside goes with it. */
function dropBelowMoved(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const moved = new Set(
    entries.filter((entry) => entry.kind === 'edited' || entry.kind === 'untracked').map((entry) => entry.path),
  );
  return entries.filter(
    (entry) => entry.kind === 'deleted' || !parentsOf(entry.path).some((folder) => moved.has(folder)),
  );
}

/** The folders that a path stands in, the outermost first. */
function parentsOf(path: RepoPath): readonly RepoPath[] {
  const parents: RepoPath[] = [];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1))
    parents.push(path.slice(0, slash));
  return parents;
}
