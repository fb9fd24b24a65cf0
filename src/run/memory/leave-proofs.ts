import { governedPaths } from '../../core/governed.ts';
import {
  checkProofKeys,
  fileProofKey,
  isForgotten,
  leftByWhen,
  type Proof,
  proofKey,
  provableTasks,
  skipsOf,
  tierHash,
} from '../../core/memory/proof.ts';
import type { RunRecord } from '../../core/record.ts';
import type { Tier } from '../../core/task.ts';
import { emptyTreeId } from '../../core/trees/tree-id.ts';
import type { Carried } from '../../engine/carry-out.ts';
import type { CheckResult } from '../../engine/check-result.ts';
import type { KeptLog } from '../../system/kept/log.ts';
import type { Prepared } from '../preparation.ts';
import type { RunRequest } from '../request.ts';
import type { World } from '../world.ts';
import { decodeProof, encodeProof, findProofs, openProofs, STATED } from './proofs.ts';

/** A run that has come to its end. */
export interface Ended {
  readonly prepared: Prepared;
  readonly request: RunRequest;
  readonly carried: Carried;
  readonly record: RunRecord;
}

/**
 * Leaves a proof of every tier that an accepted run was about: which tree, judged against which, by what; and a statement
 * for every file that it looked at. A part of a tier proves nothing, nor does a config that is not the commit's own, or a
 * task that may have seen other bytes. A git directory that cannot be written to costs time at the next push.
 */
export function leaveProofs(ended: Ended, world: Pick<World, 'product' | 'platform' | 'nodeMajor'>): void {
  if (!isProof(ended)) return;
  const { prepared, carried } = ended;
  const tiers = prepared.plan.tiers.filter(
    (tier) => provableTasks(tier).length > 0 && carried.results.every((one) => isTrue(one, tier)),
  );
  const log = openProofs(prepared.scene.repository);
  try {
    if (log.isFull) log.startGeneration();
    log.append(tiers.flatMap((tier) => wordsFor(tier, ended, world, log)));
  } catch {
    // What is not proven is checked again.
  }
}

/** Whether an accepted run says something of its tree: it was about the whole of its tiers, by the commit's own config, in its own bytes. */
export function isProof({ prepared, request, record }: Omit<Ended, 'carried'>): boolean {
  const isWhole = request.only === undefined && request.selection.type !== 'files';
  const isOwn = !prepared.isDrifted && prepared.scene.importsWorktree !== true;
  return record.accepted && isWhole && request.useCache && isOwn;
}

/** Whether a result is about these very bytes and no others. */
function isTrue({ check, disturbed, outcome }: CheckResult, tier: Tier): boolean {
  if (!tier.tasks.includes(check.task)) return true;
  return disturbed.length === 0 && !(check.task.seesUntracked === true && outcome.status === 'passed');
}

type Word = readonly [key: string, word: string];

function wordsFor(
  tier: Tier,
  { prepared, carried, record }: Ended,
  { product, platform, nodeMajor }: Pick<World, 'product' | 'platform' | 'nodeMajor'>,
  log: KeptLog,
): readonly Word[] {
  // Without a base all of it was looked at, as if there had been nothing.
  const { tree } = record;
  if (tree === null) return [];
  const { base = emptyTreeId(tree) } = record;
  const config = tierHash(tier);
  const skips = skipsOf(tier, record.skips);
  const proof: Proof = {
    tier: tier.name,
    root: tier.root,
    tree,
    base,
    config,
    environment: [product, platform, nodeMajor],
    trigger: record.trigger,
    at: record.startedAt,
    skips,
  };
  const key = proofKey(tier, tree);
  // A better one is not to be covered up. What is proven without a skip is so once more.
  const isCovering = skips.length > 0 && isProven(log, key, proof);
  // Nor is what is known of how the tree came to be, by a commit that would change nothing.
  const isSaying = tree !== base && !isCovering;
  const words: readonly Word[] = isSaying ? [[key, encodeProof(proof)]] : [];
  return skips.length > 0 ? words : [...words, ...statements(tier, config, prepared, carried)];
}

/** Whether there is a proof of the same already, without a skip or with the same ones. */
function isProven(log: KeptLog, key: string, { base, config, environment, skips }: Proof): boolean {
  const known = decodeProof(findProofs(log, [key]).get(key));
  const isSame = known?.base === base && known.config === config && known.environment.join() === environment.join();
  return isSame && (known.skips.length === 0 || JSON.stringify(known.skips) === JSON.stringify(skips));
}

function statements(tier: Tier, config: string, { scene, plan }: Prepared, carried: Carried): readonly Word[] {
  const left = leftByWhen(tier, plan);
  const own = carried.results.filter(({ check }) => tier.tasks.includes(check.task));
  const changed = governedPaths(tier, scene.captured.snapshot).changed.map(([, path]) => path);
  const paths = new Set([...changed, ...own.flatMap(({ rewrote }) => rewrote)]);
  return [
    ...[...paths].map((path): Word => [fileProofKey(config, left, path, carried.tree.get(path)), STATED]),
    ...own
      .filter(({ check }) => isForgotten(check.task))
      .flatMap(({ check }) => checkProofKeys(check, carried.tree))
      .map((key): Word => [key, STATED]),
  ];
}
