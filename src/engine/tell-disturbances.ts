import type { RepoPath } from '../core/files.ts';
import { listPaths } from '../core/list-paths.ts';
import type { CheckResult } from './check-result.ts';

/**
 * Sentences on the files that checks read as the tree does not have them, and without having been handed them: those passes
 * are not remembered. `unseen`: files that were so all the time; the others were written to meanwhile.
 */
export function tellDisturbances(
  results: readonly Pick<CheckResult, 'check' | 'disturbed'>[],
  unseen: ReadonlySet<RepoPath>,
): readonly string[] {
  const tell = (isMeant: (path: RepoPath) => boolean, text: (readers: string) => string): readonly string[] => {
    const readers = results.filter(({ disturbed }) => disturbed.some(isMeant));
    const paths = [...new Set(readers.flatMap(({ disturbed }) => disturbed.filter(isMeant)))].sort();
    const names = new Set(readers.map(({ check }) => `\`${check.task.name}\``));
    return paths.length === 0 ? [] : [`${text([...names].join(', '))}: ${listPaths(paths)}`];
  };
  return [
    ...tell(
      (path) => !unseen.has(path),
      (readers) => `changed while ${readers} ran, so that what read it is not remembered`,
    ),
    ...tell(
      (path) => unseen.has(path),
      (readers) =>
        `flagged assume-unchanged or skip-worktree and edited, so that ${readers}, which read it, is not remembered`,
    ),
  ];
}
