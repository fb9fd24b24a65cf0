import type { Ports } from '../../core/ports.ts';
import type { RunRecord } from '../../core/record.ts';
import { carryOutRemembered } from '../../engine/carry-out.ts';
import { isConfigInPlace } from '../configs/in-place.ts';
import { readSceneConfigs } from '../configs/of-scene.ts';
import { drawFor } from '../memory/draw.ts';
import { leaveMarks } from '../memory/leave-marks.ts';
import { leaveProofs } from '../memory/leave-proofs.ts';
import { recallPorts } from '../memory/recall-ports.ts';
import { hasStrayInputs } from '../memory/stray-inputs.ts';
import { gateChoice, recordOf } from '../records/record-run.ts';
import type { Scene } from '../scene.ts';
import type { Judging } from './commit-tiers.ts';
import { preparePush } from './prepare-push.ts';

/** Who judges the gates of a scene. */
export type GateJudge = (scene: Scene) => Ports['judge'];

/** What is known of a pushed commit. */
export type Known =
  /** No tier is about it. */
  | { readonly type: 'nothing' }
  /** All of it is remembered, and accepted. */
  | { readonly type: 'remembered'; readonly record: RunRecord }
  /** Something has to be run or to be read first. */
  | { readonly type: 'more' };

/**
 * Judges a pushed commit by what is remembered, wherever it was checked: no file of it is checked out for that, and nothing
 * is started. `scene`: of the commit, in the worktree, whatever that holds. `ref`: where it goes. `judgeOf`: who judges its
 * gates; without one, a commit of which some are to be judged is left to others.
 */
export async function recallCommit(scene: Scene, ref: string, judging: Judging, judgeOf?: GateJudge): Promise<Known> {
  const { request, world, store } = judging;
  const started = world.now();
  const { snapshot } = scene.captured;
  const configs = await readSceneConfigs(scene, world, async () => undefined);
  if (configs.type !== 'read' || !isConfigInPlace(configs, scene.directory, snapshot.tree)) return { type: 'more' };
  const tiers = configs.tiers.filter(({ on }) => on.includes('pre-push') || on.includes('pre-commit'));
  const tasks = tiers.flatMap((tier) => tier.tasks);
  if (await hasStrayInputs(scene, tasks, world.look)) return { type: 'more' };
  const preparation = await preparePush(configs, scene, judging);
  if (preparation.type !== 'ready') return { type: 'more' };
  const prepared = { ...preparation.prepared, ref };
  const { plan } = prepared;
  if (plan.tiers.length === 0) return { type: 'nothing' };
  if (judgeOf === undefined && plan.tiers.some(({ gates }) => Object.keys(gates).length > 0)) return { type: 'more' };
  const orders = {
    plan,
    tree: snapshot.tree,
    gates: gateChoice(prepared, request),
    signal: new AbortController().signal,
  };
  const ports = { ...recallPorts(scene, world, store, judgeOf?.(scene)), ...drawFor(plan.tiers, world) };
  const remembered = await carryOutRemembered(orders, ports);
  if (remembered.type === 'part') return { type: 'more' };
  const { carried } = remembered;
  const record = recordOf(prepared, carried, world, Math.round(world.now() - started));
  // A report of coverage that was written in a checkout may be understood only there.
  if (!record.accepted) return { type: 'more' };
  leaveProofs({ prepared, request, carried, record }, world);
  await leaveMarks({ prepared, request, record, tiers }, world);
  return { type: 'remembered', record };
}
