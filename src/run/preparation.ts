import { type Circumstances, type Plan, planRun } from '../core/plan.ts';
import type { Skip } from '../core/record.ts';
import { commandConfig } from '../git/command-config.ts';
import { configDrift } from './config-drift.ts';
import { type ReadConfig, readConfigs } from './configs.ts';
import type { RunRequest } from './request.ts';
import type { Scene } from './scene.ts';
import { checkNames, knownNames, selectTiers } from './select-tiers.ts';
import { decideSkips, skipsFromEnvironment, skipsFromGit } from './skips.ts';
import type { World } from './world.ts';

/** A run that is ready to be carried out. */
export interface Prepared {
  readonly scene: Scene;
  readonly plan: Plan;
  /** What stands in the record as `trigger`. */
  readonly trigger: string;
  readonly skips: readonly Skip[];
  readonly notes: readonly string[];
  /** For a push: the ref that the commit goes to. */
  readonly ref?: string;
  /** What stands in the record as `hookArguments`, if anything does. */
  readonly hookArguments?: readonly string[];
}

/** What became of getting a run ready. */
export type Preparation =
  | { readonly type: 'ready'; readonly prepared: Prepared }
  /** A config has to be read, and the caller would not. */
  | { readonly type: 'unread' }
  /** No config governs anything here. */
  | { readonly type: 'unconfigured' }
  /** No tier and no trigger is called so, or no task or gate. */
  | {
      readonly type: 'unknown';
      readonly what: 'tier' | 'task';
      readonly names: readonly string[];
      readonly known: readonly string[];
    };

/** Chooses tiers, skips and checks for a scene. Reads the config, and asks git only about `git -c`. */
export async function prepare(
  scene: Scene,
  request: RunRequest,
  world: Pick<World, 'env' | 'product'>,
  read: ReadConfig,
): Promise<Preparation> {
  const { repository, directory, captured } = scene;
  const { snapshot } = captured;
  const configPlace = { commonDir: repository.commonDir, directory, product: world.product };
  const configs = await readConfigs(configPlace, snapshot.tree.keys(), read);
  if (configs === undefined) return { type: 'unread' };
  if (configs.files.length === 0) return { type: 'unconfigured' };
  const choice = selectTiers(request.name, configs.tiers, request);
  if (choice === undefined)
    return { type: 'unknown', what: 'tier', names: [request.name], known: knownNames(configs.tiers) };
  const names = checkNames(choice.tiers);
  const fromGit = skipsFromGit(await commandConfig(scene.place, 'lattice'));
  const wishes = [...request.skips, ...skipsFromEnvironment(world.env), ...fromGit];
  const { skips, notes, unknown } = decideSkips(wishes, choice.tiers, configs.tiers);
  const strangers = [...unknown, ...(request.only ?? []).filter((name) => !names.includes(name))];
  if (strangers.length > 0) return { type: 'unknown', what: 'task', names: strangers, known: names };
  const plan = planRun({
    tiers: choice.tiers,
    snapshot,
    circumstances: circumstancesOf(scene, request),
    fixing: request.fixing,
    ...(request.only === undefined ? {} : { only: new Set(request.only) }),
    skip: new Set(skips.map((skip) => skip.task)),
  });
  const drift = snapshot.source === 'index' ? configDrift(configs.files, directory, snapshot) : [];
  const given = request.hookArguments.length === 0 ? {} : { hookArguments: request.hookArguments };
  const prepared = { scene, plan, trigger: choice.trigger, skips, notes: [...notes, ...drift], ...given };
  return { type: 'ready', prepared };
}

/** Git makes a note of a merge (`MERGE_HEAD`) only after the hook that is about it. */
function circumstancesOf({ circumstances }: Scene, { name, byHook }: RunRequest): Circumstances {
  return byHook && name === 'pre-merge-commit' ? { ...circumstances, merging: true } : circumstances;
}
