import { findCommit, hasObject, newestOnRemote, resolveCommit, treeOf } from '../git/commits.ts';
import type { GitPlace } from '../git/git.ts';
import type { PushedRef } from '../git/push-refs.ts';
import type { Subject } from './commit-scene.ts';

/** One commit of a push, with the ref that it goes to. */
export interface PushedCommit extends Subject {
  readonly ref: string;
}

/**
 * The commits that a push is about. Refs that lead to one tree from one base are judged once, under the name of the first;
 * branches each, because a task may be for some of them only, and what is known of one is remembered for the next.
 * Tags of anything but commits bring nothing to check.
 * What counts as changed is what differs from what the remote has: its ref where that is known here, else the newest
 * ancestor that any branch of it leads to.
 */
export async function pushedCommits(
  place: GitPlace,
  refs: readonly PushedRef[],
  remote: string,
): Promise<readonly PushedCommit[]> {
  const found: { readonly tree: string; readonly pushed: PushedCommit }[] = [];
  for (const ref of refs) {
    const pushed = await pushedCommit(place, ref, remote);
    if (pushed !== undefined) found.push({ tree: await treeOf(place, pushed.commit), pushed });
  }
  const kept = found.filter(
    ({ tree, pushed }, index) =>
      !found.some((other, at) => {
        const isSame = other.tree === tree && other.pushed.base === pushed.base;
        if (!isSame || at === index) return false;
        if (other.pushed.branch === pushed.branch) return at < index;
        // What runs for a tag runs for every branch too.
        return pushed.branch === undefined;
      }),
  );
  return kept.map(({ pushed }) => pushed);
}

async function pushedCommit(place: GitPlace, ref: PushedRef, remote: string): Promise<PushedCommit | undefined> {
  const found = await findCommit(place, ref.localId);
  if (found === undefined && (await hasObject(place, ref.localId))) return undefined;
  const commit = found ?? (await resolveCommit(place, ref.localId));
  const known = ref.remoteId === undefined ? undefined : await findCommit(place, ref.remoteId);
  const base = known ?? (await newestOnRemote(place, commit, remote));
  const branch = /^refs\/heads\/(.+)$/.exec(ref.remoteRef)?.[1];
  return { ref: ref.remoteRef, commit, base, ...(branch === undefined ? {} : { branch }) };
}
