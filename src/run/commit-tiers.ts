import type { RepoPath } from '../core/files.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { isForgotten, leftByWhen, pathsToProve, projectProofKey, provableTasks } from '../core/proof.ts';
import type { Tier } from '../core/task.ts';
import { unanswered } from '../engine/carry-out.ts';
import type { KeptLog } from '../system/kept-log.ts';
import { type Sought, unprovenPaths } from './commit-states.ts';
import type { Prepared } from './preparation.ts';

/** A tier that has to look at a commit before it leaves, although it is not the push that it is for. */
export interface Lacking extends Sought {
  /** Changed files of which no accepted run of the tier says that it looked at these bytes; none: they were not looked at together. */
  readonly unproven: readonly RepoPath[];
}

/** The tiers that run at a commit, as they can run without one: tasks about its message are left out. */
export function commitTiers(tiers: readonly Tier[]): readonly Tier[] {
  return tiers
    .filter(({ on }) => on.includes('pre-commit') && !on.includes('pre-push'))
    .map((tier) => ({ ...tier, tasks: provableTasks(tier) }));
}

/**
 * Which of the prepared tiers are not proven for what the snapshot changes. Proven is what accepted runs looked at file by
 * file, in these very bytes, wherever that was, and of which every check is remembered now, so that neither files that were
 * never looked at together pass, nor what another version of a tool has passed.
 */
export async function lackingTiers(
  { scene, plan }: Prepared,
  proofs: KeptLog,
  ports: Ports,
): Promise<readonly Lacking[]> {
  const { snapshot } = scene.captured;
  const open = await unanswered({ plan, tree: snapshot.tree }, ports);
  return plan.tiers.flatMap((tier): readonly Lacking[] => {
    const sought = { tier, left: leftByWhen(tier, plan) };
    if (!plan.checks.some(({ task }) => tier.tasks.includes(task))) return [];
    const entryOf = (path: RepoPath) => snapshot.tree.get(path);
    const unproven = unprovenPaths(pathsToProve(tier, snapshot), entryOf, sought, proofs);
    const isStated = (check: Check) => isForgotten(check.task) && isProvenWhole(check, snapshot.tree, proofs);
    const isOpen = open.some((check) => tier.tasks.includes(check.task) && !isStated(check));
    return unproven.length > 0 || isOpen ? [{ ...sought, unproven }] : [];
  });
}

/** Of single files their own statements are enough. */
function isProvenWhole(check: Check, tree: Parameters<typeof projectProofKey>[1], proofs: KeptLog): boolean {
  if (check.task.scope === 'file') return true;
  const key = projectProofKey(check, tree);
  return proofs.find([key]).has(key);
}
