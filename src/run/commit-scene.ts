import { join } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import { editableInstalls } from '../git/checkout/editable.ts';
import { DEPENDENCY_FOLDERS, linkDependencies } from '../git/checkout/link-dependencies.ts';
import { fillCheckout, privateCheckout } from '../git/checkout/private-checkout.ts';
import { readCircumstances } from '../git/circumstances.ts';
import { findCommit } from '../git/commits.ts';
import type { GitPlace } from '../git/git.ts';
import { lockWorktree } from '../git/isolation/lock.ts';
import { isEmptyCommit } from '../git/isolation/stage.ts';
import { captureCommit } from '../git/snapshot.ts';
import { readStatus } from '../git/status.ts';
import { type LocalRun, recoverInterrupted } from './local-run.ts';
import type { Prepared } from './preparation.ts';
import type { Scene } from './scene.ts';

/** A commit to judge. */
export interface Subject {
  /** Ids. */
  readonly commit: string;
  /** What counts as changed is what differs from it; undefined: everything. */
  readonly base: string | undefined;
  /** The branch that it goes to, for `when`. */
  readonly branch?: string;
}

/** Who wants to judge commits, and where. */
export type Judge = Pick<LocalRun, 'repository' | 'world' | 'waiting' | 'notice'>;

/**
 * Sets the scene of one commit and lets `use` work there: in the worktree where that holds exactly this commit, else in the
 * private checkout. Either is locked meanwhile, and only that one: work goes on in the worktree while a checkout is tested.
 */
export async function onCommit<T>(judge: Judge, subject: Subject, use: (scene: Scene) => Promise<T>): Promise<T> {
  const { repository, world, waiting } = judge;
  const here: GitPlace = { cwd: repository.root, env: world.env };
  const captured = await captureCommit(here, subject.commit, subject.base);
  const { branch: _current, ...going } = readCircumstances(repository);
  const circumstances = subject.branch === undefined ? going : { ...going, branch: subject.branch };
  const leave = await lockWorktree(repository.gitDir, waiting);
  try {
    await recoverInterrupted(repository, world, judge.notice);
    if (await isInPlace(here, subject.commit)) {
      return await use({ repository, directory: repository.root, place: here, captured, circumstances });
    }
  } finally {
    leave();
  }
  const checkout = privateCheckout(repository, world.env);
  const release = await lockWorktree(checkout.gitDir, waiting);
  try {
    await fillCheckout(checkout, repository, subject.commit, DEPENDENCY_FOLDERS);
    linkDependencies(repository.root, checkout.directory, captured.snapshot.tree);
    return await use({ repository, directory: checkout.directory, place: checkout.place, captured, circumstances });
  } finally {
    release();
  }
}

/** Whether the worktree holds this commit and nothing else: no edit, no file that git does not know or ignore. */
async function isInPlace(place: GitPlace, commit: string): Promise<boolean> {
  if ((await findCommit(place, 'HEAD')) !== commit) return false;
  const { edited, untracked } = await readStatus(place, 'all');
  return edited.size === 0 && untracked.length === 0 && (await isEmptyCommit(place));
}

/**
 * Throws `LatticeError` where a task would test the worktree although it runs in a checkout: an environment that imports
 * the project from the worktree.
 */
export function refuseEditableInstalls({ scene, plan }: Prepared): void {
  const { repository, directory } = scene;
  if (directory === repository.root || plan.checks.every(({ task }) => task.ecosystem === 'node' || task.readsSnapshot))
    return;
  const names = editableInstalls(join(repository.root, '.venv'), repository.root);
  if (names.length === 0) return;
  throw new LatticeError(
    'environment',
    `${names.join(', ')} is installed from the worktree (pip install -e), and the worktree is not what is pushed`,
    'Check the pushed commit out, and commit or put away what is not in it: then the checks run in the worktree itself.',
  );
}
