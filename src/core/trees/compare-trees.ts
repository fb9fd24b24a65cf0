import { type ChangeKind, type Changes, type FileSet, isSameEntry, type RepoPath } from '../files.ts';

/** How files differ from what they were. */
export function compareTrees(tree: FileSet, before: FileSet): Changes {
  const changed = new Map<RepoPath, ChangeKind>();
  for (const [path, entry] of tree) {
    const was = before.get(path);
    if (!isSameEntry(was, entry)) changed.set(path, was === undefined ? 'added' : 'modified');
  }
  for (const path of before.keys()) if (!tree.has(path)) changed.set(path, 'deleted');
  return { changed };
}
