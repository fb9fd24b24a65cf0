import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readStack, refsIn, STUB_HEAD } from './reftable.ts';
import type { Repository } from './repository.ts';

/** What is going on in a worktree. */
export interface WorktreeState {
  /** The branch that is checked out, or being rebased; undefined when there is none. */
  readonly branch?: string;
  readonly merging: boolean;
  readonly rebasing: boolean;
}

/** What is going on in a worktree, read from git's own files (gitrepository-layout(5)): no process is started. */
export function readCircumstances({ gitDir }: Pick<Repository, 'gitDir'>): WorktreeState {
  const rebase = rebaseFolder(gitDir);
  // While a rebase goes on HEAD is detached, and the branch that it is about stands in a file of its own.
  const branch = rebase === undefined ? headBranch(gitDir) : branchIn(textOf(join(rebase, 'head-name')));
  return {
    ...(branch === undefined ? {} : { branch }),
    merging: existsSync(join(gitDir, 'MERGE_HEAD')),
    rebasing: rebase !== undefined,
  };
}

/** `git am` works in `rebase-apply` too, and leaves a file `applying` there. */
function rebaseFolder(gitDir: string): string | undefined {
  const [merge, apply] = [join(gitDir, 'rebase-merge'), join(gitDir, 'rebase-apply')];
  if (existsSync(merge)) return merge;
  return existsSync(apply) && !existsSync(join(apply, 'applying')) ? apply : undefined;
}

function headBranch(gitDir: string): string | undefined {
  const head = textOf(join(gitDir, 'HEAD'));
  return branchIn(head === STUB_HEAD ? (refsIn(readStack(gitDir)).get('HEAD') ?? '') : head);
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
}

/** The branch that a text names, as `ref: refs/heads/main` or `refs/heads/main`. */
function branchIn(text: string): string | undefined {
  return /^(?:ref: )?refs\/heads\/(.+)$/.exec(text)?.[1];
}
