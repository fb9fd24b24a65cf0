import type { Circumstances } from '../core/conditions.ts';
import { LatticeError } from '../core/errors.ts';
import { saysSkips } from '../core/hooks/needed.ts';
import { type Plan, planRun } from '../core/plan.ts';
import type { CommitRecord, Skip } from '../core/record.ts';
import type { Tier } from '../core/task.ts';
import type { Recall } from '../engine/memory.ts';
import type { Configs, ReadConfig } from './configs/configs.ts';
import { configDrift } from './configs/drift.ts';
import { readHookConfigs } from './configs/of-scene.ts';
import { type SettlingWorld, settleTiers } from './configs/settle-tasks.ts';
import { ownComparisons } from './pushes/own-comparisons.ts';
import { sinceBase } from './pushes/since-base.ts';
import type { RunRequest } from './request.ts';
import type { Scene } from './scene.ts';
import { checkNames, knownNames, selectTiers, type TierChoice } from './select-tiers.ts';
import { decideSkips } from './skips/skips.ts';
import { readWishes, strangerNotes } from './skips/wishes.ts';
import type { World } from './world.ts';

/** A run that is ready to be carried out. */
export interface Prepared {
  readonly scene: Scene;
  readonly plan: Plan;
  /** What stands in the record as `trigger`. */
  readonly trigger: string;
  readonly skips: readonly Skip[];
  readonly notes: readonly string[];
  /** Whether a config was used that differs from the one in the snapshot. */
  readonly isDrifted: boolean;
  /** For a push: the ref that the commit goes to. */
  readonly ref?: string;
  /** For a range that is verified: how its commits were made. */
  readonly commits?: readonly CommitRecord[];
  /** What stands in the record as `again`, if anything does. */
  readonly again?: readonly string[];
  /** What stands in the record as `hookArguments`, if anything does. */
  readonly hookArguments?: readonly string[];
  /** All tiers of the configs that were read. */
  readonly configured?: readonly Tier[];
  /** Tiers that say in a commit's message what it was made without; absent where that is none of them. */
  readonly trailing?: readonly Tier[];
  /** What is known about the checks of the plan, where somebody has asked already. */
  readonly recalls?: readonly Recall[];
}

/** What became of getting a run ready. */
export type Preparation =
  | { readonly type: 'ready'; readonly prepared: Prepared }
  /** A config has to be read, or a tool asked about its own, and the caller would not. */
  | { readonly type: 'unread' }
  /** No config governs anything here. */
  | { readonly type: 'unconfigured' }
  /** These were to be left out, and nobody says why where that has to be said. */
  | { readonly type: 'unexplained'; readonly names: readonly string[] }
  /** No tier and no trigger is called so, or no task or gate. */
  | {
      readonly type: 'unknown';
      readonly what: 'tier' | 'task';
      /** The tier or hook that was asked for. */
      readonly of: string;
      readonly names: readonly string[];
      readonly known: readonly string[];
    };

/** What a run is prepared with. */
export type PreparingWorld = SettlingWorld & Pick<World, 'startedAt'>;

/**
 * Chooses tiers, skips and checks for a scene. Reads the config, and asks git only about `git -c`. Rejects with `LatticeError`
 * where only some tasks are asked for, and none is named, as by a variable that is empty: nothing would pass for all.
 */
export async function prepare(
  scene: Scene,
  request: RunRequest,
  world: PreparingWorld,
  read: ReadConfig,
): Promise<Preparation> {
  if (request.only?.length === 0)
    throw new LatticeError('usage', '`only` names no task', '`npx lattice-hooks list` shows tiers and tasks.');
  const configs = await readHookConfigs(scene, request, world, read);
  if (configs.type !== 'read') return configs;
  const choice = selectTiers(request.name, configs.tiers, request);
  if (choice === undefined)
    return { type: 'unknown', what: 'tier', of: request.name, names: [request.name], known: knownNames(configs.tiers) };
  return prepareTiers(choice, configs, scene, request, world);
}

/** Decides what is skipped and plans the rest of these tiers. */
export async function prepareTiers(
  { tiers: chosen, trigger }: TierChoice,
  configs: Configs,
  scene: Scene,
  request: RunRequest,
  world: PreparingWorld,
): Promise<Preparation> {
  const { snapshot } = scene.captured;
  const tiers = await settleTiers(chosen, scene, world);
  if (tiers === undefined) return { type: 'unread' };
  const names = checkNames(tiers);
  const wishes = await readWishes(names, scene, request, world);
  const isElsewhere = wishes.some(({ task }) => !names.includes(task));
  const all = isElsewhere && configs.everywhere !== undefined ? await configs.everywhere() : configs.tiers;
  if (all === undefined) return { type: 'unread' };
  const { skips, notes, strangers, unknown, unexplained } = decideSkips(wishes, tiers, all);
  const unmeant = [...unknown, ...(request.only ?? []).filter((name) => !names.includes(name))];
  if (unmeant.length > 0) return { type: 'unknown', what: 'task', of: request.name, names: unmeant, known: names };
  if (unexplained.length > 0) return { type: 'unexplained', names: unexplained };
  const plan = planRun({
    tiers,
    snapshot,
    circumstances: circumstancesOf(scene, request),
    fixing: request.fixing,
    ...(request.only === undefined ? {} : { only: new Set(request.only) }),
    skip: new Set(skips.map((skip) => skip.task)),
    comparedFor: await ownComparisons(scene, tiers),
    since: await sinceBase(tiers, scene, request, world),
  });
  const drift = snapshot.source === 'index' ? configDrift(configs.files, scene.directory, snapshot) : [];
  const trailing = configs.tiers.filter(saysSkips);
  const prepared: Prepared = {
    scene,
    plan,
    trigger,
    skips,
    notes: [...notes, ...(await strangerNotes(strangers, all)), ...drift],
    isDrifted: drift.length > 0,
    configured: configs.tiers,
    ...(trailing.length === 0 ? {} : { trailing }),
    ...(request.hookArguments.length === 0 ? {} : { hookArguments: request.hookArguments }),
  };
  return { type: 'ready', prepared };
}

/** Git makes a note of a merge (`MERGE_HEAD`) only after the hook that is about it. */
function circumstancesOf({ circumstances }: Scene, { name, byHook }: RunRequest): Circumstances {
  return byHook && name === 'pre-merge-commit' ? { ...circumstances, merging: true } : circumstances;
}
