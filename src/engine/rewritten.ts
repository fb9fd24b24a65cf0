import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import type { CheckResult } from './check-result.ts';

/** What files hold that fixers have rewritten. `tree`: what every file holds afterwards. */
export function fixesOf(results: readonly CheckResult[], tree: FileSet): FileSet {
  const fixes = new Map<RepoPath, FileEntry>();
  for (const path of results.flatMap((result) => result.rewrote)) {
    const entry = tree.get(path);
    if (entry !== undefined) fixes.set(path, entry);
  }
  return fixes;
}

/** A fixer rewrites files. One that is gone afterwards would be committed as it was, unfixed and unseen. */
export function deletedByFixers(results: readonly CheckResult[], tree: FileSet): readonly string[] {
  return results.flatMap(({ check, rewrote }) =>
    rewrote
      .filter((path) => !tree.has(path))
      .map((path) => `\`${check.task.name}\` deleted ${path}, which it was to fix`),
  );
}
