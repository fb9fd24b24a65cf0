import type { PassStore } from '../../core/contracts/stores.ts';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { checkProofKeys, isForgotten, leftByWhen, pathsToProve, provableTasks } from '../../core/memory/proof.ts';
import type { Check } from '../../core/plan.ts';
import type { Task, Tier } from '../../core/task.ts';
import { unanswered } from '../../engine/carry-out.ts';
import type { KeptLog } from '../../system/kept/log.ts';
import type { Configs } from '../configs/configs.ts';
import { drawFor } from '../memory/draw.ts';
import { findProofs, openProofs } from '../memory/proofs.ts';
import { recallPorts } from '../memory/recall-ports.ts';
import { type Prepared, prepareTiers } from '../preparation.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { type Sought, unprovenPaths } from './commit-states.ts';

/** What is known before a commit that was made is judged. */
export interface Judging {
  readonly request: RunRequest;
  readonly world: World;
  readonly store: PassStore;
  /** Ids of the commits that it is compared with. */
  readonly bases: readonly string[];
}

/** The tiers that run at a commit, and which of them have to look at what a commit changes once more. */
export interface CommitTiers {
  readonly all: readonly Sought[];
  readonly lacking: readonly Sought[];
}

/**
 * Which of the tiers that run at a commit, and not at a push anyway, are not proven for what a scene changes. Proven is what
 * accepted runs looked at file by file, in these very bytes, wherever that was, and of which every check is remembered now:
 * neither files that were never looked at together pass, nor what another version of a tool has passed. Undefined: a tool
 * has to be asked about its config first, and the caller would not.
 */
export async function findCommitTiers(
  configs: Configs,
  scene: Scene,
  judging: Judging,
): Promise<CommitTiers | undefined> {
  const tiers = configs.tiers
    .filter(({ on }) => on.includes('pre-commit') && !on.includes('pre-push'))
    .map(withoutMessage);
  if (tiers.length === 0) return { all: [], lacking: [] };
  const { request, world } = judging;
  const preparation = await prepareTiers({ tiers, trigger: request.name }, configs, scene, request, world);
  if (preparation.type === 'unread') return undefined;
  // Names that nothing has are told by whoever prepares the run.
  if (preparation.type !== 'ready') return { all: [], lacking: [] };
  const { prepared } = preparation;
  const all = prepared.plan.tiers.map((tier) => ({ tier, left: leftByWhen(tier, prepared.plan) }));
  return { all, lacking: await lackingOf(all, prepared, judging) };
}

/** Tasks about the message of a commit have none to look at. */
function withoutMessage(tier: Tier): Tier {
  return { ...tier, tasks: provableTasks(tier) };
}

async function lackingOf(
  all: readonly Sought[],
  { scene, plan }: Prepared,
  { world, store }: Judging,
): Promise<readonly Sought[]> {
  const { snapshot } = scene.captured;
  const proofs = openProofs(scene.repository);
  // A pass that is drawn to be looked at again answers for nothing here either.
  const ports = { ...recallPorts(scene, world, store), ...drawFor(plan.tiers, world) };
  const open = await unanswered({ plan, tree: snapshot.tree }, ports);
  const isStated = (check: Check) => isForgotten(check.task) && isProvenCheck(check, snapshot.tree, proofs);
  return all.filter((sought) => {
    const isOwn = ({ task }: { readonly task: Task }) => sought.tier.tasks.includes(task);
    // What somebody wants left out now is no less unchecked, and has to be told.
    const isSkipped = plan.leftOut.some((one) => one.reason === 'by-user' && isOwn(one));
    if (!isSkipped && !plan.checks.some(isOwn)) return false;
    const entryOf = (path: RepoPath) => snapshot.tree.get(path);
    const unproven = unprovenPaths(pathsToProve(sought.tier, snapshot), entryOf, sought, proofs);
    return unproven.length > 0 || open.some((check) => isOwn(check) && !isStated(check));
  });
}

function isProvenCheck(check: Check, tree: FileSet, proofs: KeptLog): boolean {
  const keys = checkProofKeys(check, tree);
  return findProofs(proofs, keys).size === new Set(keys).size;
}
