import type { RepoPath } from '../core/files.ts';
import { listPaths } from '../core/list-paths.ts';
import type { UnseenFiles } from '../core/ports.ts';
import type { CheckResult } from './check-result.ts';

/** What was not as the tree has it all the time that checks ran. */
export interface Otherwise extends UnseenFiles {
  /** Files of which git knows, and would write other bytes of the same blob. */
  readonly unlike: ReadonlySet<RepoPath>;
  /** Inputs that git does not know. */
  readonly strays: ReadonlySet<RepoPath>;
}

/**
 * Sentences on the files that checks read as the tree does not have them, and without having been handed them: those passes
 * are not remembered. What is in none of these sets was written to meanwhile.
 */
export function tellDisturbances(
  results: readonly Pick<CheckResult, 'check' | 'disturbed'>[],
  { edited, absent, submodules, unlike, strays }: Otherwise,
): readonly string[] {
  const tell = (isMeant: (path: RepoPath) => boolean, text: (readers: string) => string): readonly string[] => {
    const readers = results.filter(({ disturbed }) => disturbed.some(isMeant));
    const paths = [...new Set(readers.flatMap(({ disturbed }) => disturbed.filter(isMeant)))].sort();
    const names = new Set(readers.map(({ check }) => `\`${check.task.name}\``));
    return paths.length === 0 ? [] : [`${text([...names].join(', '))}: ${listPaths(paths)}`];
  };
  return [
    ...tell(
      (path) => ![edited, absent, submodules, unlike, strays].some((others) => others.has(path)),
      (readers) => `changed while ${readers} ran, so that what read it is not remembered`,
    ),
    ...tell(
      (path) => edited.has(path),
      (readers) =>
        `flagged assume-unchanged or skip-worktree and edited, so that ${readers}, which read it, is not remembered`,
    ),
    ...tell(
      (path) => absent.has(path),
      (readers) =>
        `flagged skip-worktree, as in a sparse checkout, and not on disk, so that ${readers}, which did without, is not remembered`,
    ),
    ...tell(
      (path) => submodules.has(path),
      (readers) =>
        `submodules with edits, or at another commit than is staged, so that ${readers}, which may have read them, is not remembered`,
    ),
    ...tell(
      (path) => unlike.has(path) && !edited.has(path) && !absent.has(path),
      (readers) =>
        `not on disk as git would write it, by ends of lines or a filter, so that what ${readers} read is not remembered`,
    ),
    ...tell(
      (path) => strays.has(path),
      (readers) => `an input of ${readers} that git does not know, so that what passed beside it is not remembered`,
    ),
  ];
}
