import type { FileSet } from '../core/files.ts';
import type { CheckResult } from './check-result.ts';

/** A fixer rewrites files. One that is gone afterwards would be committed as it was, unfixed and unseen. */
export function deletedByFixers(results: readonly CheckResult[], tree: FileSet): readonly string[] {
  return results.flatMap(({ check, rewrote }) =>
    rewrote
      .filter((path) => !tree.has(path))
      .map((path) => `\`${check.task.name}\` deleted ${path}, which it was to fix`),
  );
}
