import { findCommit, newestOnRemote, resolveCommit, treeOf } from '../git/commits.ts';
import type { GitPlace } from '../git/git.ts';
import type { PushedRef } from '../git/push-refs.ts';
import type { Subject } from './commit-scene.ts';

/** One commit of a push, with the ref that it goes to. */
export interface PushedCommit extends Subject {
  readonly ref: string;
}

/**
 * The commits that a push is about. Refs that lead to one tree from one base are judged once, under the name of the first.
 * What counts as changed is what differs from what the remote has: its ref where that is known here, else the newest
 * ancestor that any branch of it leads to.
 */
export async function pushedCommits(
  place: GitPlace,
  refs: readonly PushedRef[],
  remote: string,
): Promise<readonly PushedCommit[]> {
  const commits = new Map<string, PushedCommit>();
  for (const ref of refs) {
    const commit = await resolveCommit(place, ref.localId);
    const base = await baseOf(place, ref, commit, remote);
    const key = `${await treeOf(place, commit)} ${base ?? ''}`;
    const branch = /^refs\/heads\/(.+)$/.exec(ref.remoteRef)?.[1];
    if (commits.has(key)) continue;
    commits.set(key, { ref: ref.remoteRef, commit, base, ...(branch === undefined ? {} : { branch }) });
  }
  return [...commits.values()];
}

async function baseOf(place: GitPlace, ref: PushedRef, commit: string, remote: string): Promise<string | undefined> {
  const known = ref.remoteId === undefined ? undefined : await findCommit(place, ref.remoteId);
  return known ?? newestOnRemote(place, commit, remote);
}
