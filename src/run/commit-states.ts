import type { RepoPath } from '../core/files.ts';
import { fileProofKey, pathsToProve, proofKey, tierHash } from '../core/proof.ts';
import type { Skip } from '../core/record.ts';
import type { Tier } from '../core/task.ts';
import { treeId } from '../core/tree-id.ts';
import type { LoggedCommit } from '../git/commit-log.ts';
import type { KeptLog } from '../system/kept-log.ts';
import { decodeProof } from './proofs.ts';

/** A tier whose proofs are looked for, with the tasks that its `when` leaves out here. */
export interface Sought {
  readonly tier: Tier;
  readonly left: readonly string[];
}

/** What is known of how a commit was made. */
export interface CommitState {
  readonly commit: LoggedCommit;
  /** `skipped`: accepted, with something left out; `unproven`: no tier is known to have looked at it. */
  readonly state: 'proven' | 'skipped' | 'unproven';
  /** What was left out, by whom and why. */
  readonly skips: readonly Skip[];
}

/** What the first commit of a history is compared with. */
const NO_TREE = treeId(new Map());

/** Whether the tiers looked at what the commit changes when it was made, or later, elsewhere, in the same bytes. */
export function stateOf(commit: LoggedCommit, tiers: readonly Sought[], proofs: KeptLog): CommitState {
  const skips: Skip[] = [];
  for (const sought of tiers) {
    if (isProvenByFile(commit, sought, proofs)) continue;
    const key = proofKey(sought.tier, commit.tree);
    const proof = decodeProof(proofs.find([key]).get(key));
    // One without a skip that states nothing of the files is of another config.
    const isSkipped = proof?.base === (commit.parentTree ?? NO_TREE) && proof.skips.length > 0;
    if (!isSkipped) return { commit, state: 'unproven', skips: [] };
    skips.push(...proof.skips);
  }
  return { commit, state: skips.length === 0 ? 'proven' : 'skipped', skips };
}

function isProvenByFile({ changed }: LoggedCommit, { tier, left }: Sought, proofs: KeptLog): boolean {
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
  const found = proofs.find(keys);
  return paths.filter((_, index) => !found.has(keys[index] ?? ''));
}
