import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import type { Ports } from '../core/ports.ts';

/** Files whose content differs from what it was, with what they hold now; undefined for those that are gone. */
export async function changedSince(
  paths: readonly RepoPath[],
  before: ReadonlyMap<RepoPath, string>,
  tree: FileSet,
  ports: Pick<Ports, 'stamp' | 'hashFiles'>,
): Promise<ReadonlyMap<RepoPath, FileEntry | undefined>> {
  const after = ports.stamp(paths);
  const touched = paths.filter((path) => before.get(path) !== after.get(path));
  if (touched.length === 0) return new Map();
  const hashed = await ports.hashFiles(touched);
  const isChanged = (path: RepoPath) => !isSame(hashed.get(path), tree.get(path));
  return new Map(touched.filter(isChanged).map((path) => [path, hashed.get(path)]));
}

function isSame(a: FileEntry | undefined, b: FileEntry | undefined): boolean {
  return a?.id === b?.id && a?.mode === b?.mode;
}

/** Notes in the tree what a file holds now. */
export function setEntry(tree: Map<RepoPath, FileEntry>, path: RepoPath, entry: FileEntry | undefined): void {
  if (entry === undefined) tree.delete(path);
  else tree.set(path, entry);
}

/** The files of the tree at these paths. */
export function pick(paths: readonly RepoPath[], tree: FileSet): FileSet {
  const picked = new Map<RepoPath, FileEntry>();
  for (const path of paths) {
    const entry = tree.get(path);
    if (entry !== undefined) picked.set(path, entry);
  }
  return picked;
}
