import { findBases } from '../../git/commits/bases.ts';
import { type Peeled, peelCommits } from '../../git/commits/peel.ts';
import type { PushedRef } from '../../git/commits/push-refs.ts';
import { branchOf, type RemoteAddress, type RemoteTip, remoteTips } from '../../git/commits/remote-tips.ts';
import { shallowEdge } from '../../git/commits/shallow.ts';
import type { GitPlace } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import type { Subject } from '../subject.ts';
import type { World } from '../world.ts';

/** The world for what is about a push: git sends what commits are, and not what `git replace` shows in their place. */
export function pushWorld(world: World): World {
  return { ...world, env: { ...world.env, GIT_NO_REPLACE_OBJECTS: '1' } };
}

/** One commit of a push, with the ref that it goes to: of several the first branch, else the first. */
export interface PushedCommit extends Subject {
  readonly ref: string;
  /** Id of its tree. */
  readonly tree: string;
}

/** A ref of the push that leads to a commit. */
interface Tip extends Peeled {
  readonly ref: string;
  readonly branch?: string;
}

/**
 * The commits that a push is about. Refs that lead to one tree from one base are judged once. Deletions and tags of anything
 * but commits bring nothing to check, and nor do tags of commits that the remote has: one of those stands for all, where
 * nothing else is pushed. The number of git calls does not grow with that of the refs.
 * Rejects with `LatticeError` that names an object that is not here.
 */
export async function pushedCommits(
  { place, repository }: { readonly place: GitPlace; readonly repository: Repository },
  refs: readonly PushedRef[],
  remote: RemoteAddress,
): Promise<readonly PushedCommit[]> {
  const ids = refs.flatMap(({ localId }) => localId ?? []);
  if (ids.length === 0) return [];
  const [peeled, tracked] = await Promise.all([peelCommits(place, ids), remoteTips(place, remote)]);
  const tips = refs.flatMap(({ localId, remoteRef }): readonly Tip[] => {
    const leads = localId === undefined ? undefined : peeled.get(localId);
    return leads === undefined ? [] : [{ ...leads, ref: remoteRef, ...branchOf(remoteRef) }];
  });
  const known = [...tracked, ...told(refs)];
  // What a shallow clone begins with came from there: a push that had to bring its parents along would be refused.
  const had = [...new Set([...known.map(({ id }) => id), ...shallowEdge(repository)])];
  const bases = await findBases(place, [...new Set(tips.map(({ commit }) => commit))], had);
  return group(tips, bases, known);
}

/** What git says that the remote has at this moment. */
function told(refs: readonly PushedRef[]): readonly RemoteTip[] {
  return refs.flatMap(({ remoteId, remoteRef }) =>
    remoteId === undefined ? [] : [{ id: remoteId, ...branchOf(remoteRef) }],
  );
}

function group(
  tips: readonly Tip[],
  basesOf: ReadonlyMap<string, readonly string[]>,
  known: readonly RemoteTip[],
): readonly PushedCommit[] {
  const groups = new Map<string, Tip[]>();
  for (const tip of tips) {
    const key = [tip.tree, ...(basesOf.get(tip.commit) ?? [])].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), tip]);
  }
  const commits = [...groups.values()].flatMap((group): readonly PushedCommit[] => {
    const first = group.find(({ branch }) => branch !== undefined) ?? group[0];
    if (first === undefined) return [];
    const branches = [...new Set(group.flatMap(({ branch }) => branch ?? []))];
    const twins = [...new Set(group.map(({ commit }) => commit))].filter((commit) => commit !== first.commit);
    return [
      {
        ref: first.ref,
        commit: first.commit,
        tree: first.tree,
        bases: basesOf.get(first.commit) ?? [],
        ...(twins.length === 0 ? {} : { twins }),
        branches,
        known,
      },
    ];
  });
  const needed = commits.filter(({ commit, bases, branches }) => branches.length > 0 || bases[0] !== commit);
  return needed.length > 0 ? needed : commits.slice(0, 1);
}
