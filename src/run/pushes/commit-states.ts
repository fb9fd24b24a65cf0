import type { RepoPath } from '../../core/files.ts';
import { fileProofKey, pathsToProve, proofKey, tierHash } from '../../core/memory/proof.ts';
import type { CommitRecord, Skip } from '../../core/record.ts';
import type { Tier } from '../../core/task.ts';
import { emptyTreeId } from '../../core/trees/tree-id.ts';
import { type LoggedCommit, logCommits } from '../../git/commits/log.ts';
import type { KeptLog } from '../../system/kept/log.ts';
import { decodeProof, findProofs, openProofs } from '../memory/proofs.ts';
import type { Scene } from '../scene.ts';

/** A tier whose proofs are looked for, with the tasks that its `when` leaves out here. */
export interface Sought {
  readonly tier: Tier;
  readonly left: readonly string[];
}

/** How the commits of a scene were made, those apart that lead to `bases`: the oldest first; of more than `most`, the newest. */
export async function readCommitStates(
  { place, repository, captured }: Scene,
  tiers: readonly Sought[],
  bases: readonly string[],
  most: number,
): Promise<readonly CommitRecord[]> {
  const proofs = openProofs(repository);
  const commits = await logCommits(place, captured.snapshot.commit ?? 'HEAD', bases, most);
  return commits.map((commit) => stateOf(commit, tiers, proofs));
}

/** Whether the tiers looked at what the commit changes when it was made, or later, elsewhere, in the same bytes. */
function stateOf(commit: LoggedCommit, tiers: readonly Sought[], proofs: KeptLog): CommitRecord {
  const { id, subject, committer } = commit;
  const skips: Skip[] = [];
  for (const sought of tiers) {
    if (isProvenByFile(commit, sought, proofs)) continue;
    const key = proofKey(sought.tier, commit.tree);
    const proof = decodeProof(findProofs(proofs, [key]).get(key));
    // One without a skip that states nothing of the files is of another config.
    // The first commit of a history is compared with nothing.
    const isSkipped = proof?.base === (commit.parentTree ?? emptyTreeId(commit.tree)) && proof.skips.length > 0;
    if (!isSkipped) return { id, subject, committer, state: 'unproven', skips: [] };
    skips.push(...proof.skips);
  }
  return { id, subject, committer, state: skips.length === 0 ? 'proven' : 'skipped', skips };
}

/** Whether an accepted run of the tier looked at all that a commit changes, in these bytes. */
export function isProvenByFile(
  { changed }: Pick<LoggedCommit, 'changed'>,
  { tier, left }: Sought,
  proofs: KeptLog,
): boolean {
  const none = new Map();
  const paths = pathsToProve(tier, {
    tree: none,
    changed: new Map([...changed.keys()].map((path) => [path, 'modified'])),
  });
  return unprovenPaths(paths, (path) => changed.get(path), { tier, left }, proofs).length === 0;
}

/** Those of the paths of which no accepted run of the tier says that it looked at these bytes. */
export function unprovenPaths(
  paths: readonly RepoPath[],
  entryOf: (path: RepoPath) => Parameters<typeof fileProofKey>[3],
  { tier, left }: Sought,
  proofs: KeptLog,
): readonly RepoPath[] {
  const hash = tierHash(tier);
  const keys = paths.map((path) => fileProofKey(hash, left, path, entryOf(path)));
  const found = findProofs(proofs, keys);
  return paths.filter((_, index) => !found.has(keys[index] ?? ''));
}
