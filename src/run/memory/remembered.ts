import { idleConfigs } from '../../config/locate.ts';
import type { PassStore } from '../../core/contracts/stores.ts';
import type { RunRecord } from '../../core/record.ts';
import { carryOutRemembered } from '../../engine/carry-out.ts';
import { isIndexStill } from '../../git/index/changes.ts';
import type { Repository } from '../../git/repository.ts';
import { type Preparation, prepare } from '../preparation.ts';
import { gateChoice, recordOf } from '../records/record-run.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { drawFor } from './draw.ts';
import { leaveMarks } from './leave-marks.ts';
import { leaveProofs } from './leave-proofs.ts';
import { openPasses } from './open-passes.ts';
import { recallPorts } from './recall-ports.ts';

/** How far a hook got without anything to run, to read or to undo. */
export type EarlyEnd =
  /** Nothing here is about this hook. */
  | { readonly type: 'nothing' }
  /** All of it is remembered. */
  | { readonly type: 'remembered'; readonly repository: Repository; readonly record: RunRecord }
  /** There is more to do; what was prepared already, if anything. */
  | { readonly type: 'more'; readonly preparation: Preparation | undefined };

/**
 * Ends a hook early when everything that it stands for is remembered. It is on the path of every hook: it starts nothing
 * and loads no library. `started`: when the hook began, by the world's clock.
 */
export async function endEarly(
  request: RunRequest,
  scene: Scene,
  world: World,
  started: number,
  openStore: (folder: string) => PassStore,
): Promise<EarlyEnd> {
  const { repository } = scene;
  const preparation = await prepare(scene, request, world, async () => undefined);
  // What is called like a config and is none is told, by who goes on from here.
  if (preparation.type === 'unconfigured')
    return idleConfigs(scene.directory).length === 0 ? { type: 'nothing' } : { type: 'more', preparation };
  if (preparation.type !== 'ready') return { type: 'more', preparation: undefined };
  const { prepared } = preparation;
  // The message has to say something.
  if (request.name === 'commit-msg' && prepared.trailing !== undefined) return { type: 'more', preparation };
  if (prepared.plan.tiers.length === 0) return { type: 'nothing' };
  // Gates are judged with libraries.
  if (prepared.plan.tiers.some((tier) => Object.keys(tier.gates).length > 0)) return { type: 'more', preparation };
  const { plan } = prepared;
  const orders = { plan, tree: scene.captured.snapshot.tree, gates: gateChoice(prepared, request), signal: NEVER };
  const ports = {
    ...recallPorts(scene, world, openPasses(openStore, { repository, world })),
    ...drawFor(plan.tiers, world),
  };
  const remembered = await carryOutRemembered(orders, ports);
  if (remembered.type === 'part') {
    return { type: 'more', preparation: { type: 'ready', prepared: { ...prepared, recalls: remembered.recalls } } };
  }
  const { carried } = remembered;
  // Somebody has staged something meanwhile: that is looked at as well, by who goes on from here.
  if (!isIndexStill(scene.captured)) return { type: 'more', preparation: undefined };
  const record = recordOf(prepared, carried, world, Math.round(world.now() - started));
  leaveProofs({ prepared, request, carried, record }, world);
  await leaveMarks({ prepared, request, record, tiers: plan.tiers }, world);
  return { type: 'remembered', repository, record };
}

const NEVER = new AbortController().signal;
