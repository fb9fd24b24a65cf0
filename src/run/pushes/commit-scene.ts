import type { RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { lastLinks, linkConfigured } from '../../git/checkout/configured-links.ts';
import { fillCheckout, removeOrphans } from '../../git/checkout/fill-checkout.ts';
import { type ForeignLock, foreignLocks } from '../../git/checkout/foreign-locks.ts';
import { isInPlace } from '../../git/checkout/in-place.ts';
import { linkDependencies } from '../../git/checkout/link-dependencies.ts';
import { privateCheckout } from '../../git/checkout/private-checkout.ts';
import { findSubmodules, withSubmodules } from '../../git/checkout/submodules.ts';
import { worktreeImports } from '../../git/checkout/worktree-imports.ts';
import { lockWorktree } from '../../git/isolation/lock.ts';
import { isConfigShared } from '../configs/in-place.ts';
import { type LocalRun, recoverInterrupted } from '../local-run.ts';
import { hasEndsOfCheckout } from '../memory/unlike-files.ts';
import type { Scene } from '../scene.ts';
import { commitScene, type Subject } from '../subject.ts';

/** Who wants to judge commits, and where. */
export type Judge = Pick<LocalRun, 'repository' | 'world' | 'waiting' | 'notice'>;

/** The same as `atScene`, for a commit that is told by its id. */
export async function onCommit<T>(judge: Judge, subject: Subject, use: (scene: Scene) => Promise<T>): Promise<T> {
  return atScene(judge, await commitScene(judge, subject), use);
}

/**
 * Lets `use` work where the commit of a scene is: in the worktree where that holds exactly this commit and no config of
 * somebody's own, else in the private checkout. Either is locked meanwhile, and only that one: work goes on in the worktree while a checkout is tested.
 */
export async function atScene<T>(judge: Judge, scene: Scene, use: (scene: Scene) => Promise<T>): Promise<T> {
  const { repository, world, waiting } = judge;
  const { commit = 'HEAD' } = scene.captured.snapshot;
  const leave = await lockWorktree(repository.gitDir, waiting);
  try {
    await recoverInterrupted(repository, world, judge.notice);
    const { tree } = scene.captured.snapshot;
    const isSame = isConfigShared(repository.root, tree) && (await isInPlace(scene.place, commit));
    if (isSame && (await hasEndsOfCheckout(scene, world, tree))) return await use(scene);
  } finally {
    leave();
  }
  return inCheckout(judge, scene, commit, use);
}

async function inCheckout<T>(
  { repository, world, waiting, notice }: Judge,
  scene: Scene,
  commit: string,
  use: (scene: Scene) => Promise<T>,
): Promise<T> {
  const checkout = privateCheckout(repository, world.env);
  const { directory, place } = checkout;
  const release = await lockWorktree(checkout.gitDir, waiting);
  try {
    removeOrphans(checkout);
    const { found, absent } = await findSubmodules(repository, world.env, {
      commit,
      tree: scene.captured.snapshot.tree,
    });
    if (absent.length > 0) notice(`submodules that are not initialised here stay empty: ${listPaths(absent)}`);
    const tree = withSubmodules(scene.captured.snapshot.tree, found);
    const places = { worktree: repository.root, checkout: directory };
    const additions = linkDependencies(places, tree, world.env['VIRTUAL_ENV']);
    const linking = { worktree: repository.root, checkout, tree, additions };
    await fillCheckout(checkout, repository, {
      commit,
      tree,
      submodules: found,
      additions: new Map([...additions, ...lastLinks(linking)]),
    });
    const locks = foreignLocks(places, tree);
    if (locks.length > 0) notice(dependenciesDiffer(locks));
    const strays = worktreeImports(additions, directory);
    if (strays.length > 0) notice(importsTold(strays));
    const link = (paths: readonly RepoPath[]) => linkConfigured(paths, linking).forEach(notice);
    const stray = strays.length > 0 ? { importsWorktree: true as const } : {};
    return await use({ ...scene, directory, place, link, ...stray });
  } finally {
    release();
  }
}

function importsTold(packages: readonly string[]): string {
  return `installed packages import packages of the workspace from the worktree, so that nothing is remembered: ${listPaths(packages)}`;
}

function dependenciesDiffer(locks: readonly ForeignLock[]): string {
  const [first] = locks;
  const paths = listPaths(locks.map(({ path }) => path));
  const which = first?.command ?? '';
  return `dependencies here were not installed from ${paths} of the pushed commit; check it out and run \`${which}\` to test it with its own`;
}
