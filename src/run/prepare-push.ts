import type { PassStore } from '../core/contracts.ts';
import { logCommits } from '../git/commit-log.ts';
import { stateOf } from './commit-states.ts';
import { commitTiers, type Lacking, lackingTiers } from './commit-tiers.ts';
import type { Configs } from './configs.ts';
import { type Preparation, prepareTiers } from './preparation.ts';
import { openProofs } from './proofs.ts';
import { recallPorts } from './recall-ports.ts';
import type { RunRequest } from './request.ts';
import type { Scene } from './scene.ts';
import { selectTiers } from './select-tiers.ts';
import { whyChecked } from './why-checked.ts';
import type { World } from './world.ts';

/** Commits that are looked at for what is said about them: more than a person reads. */
const MOST_COMMITS = 1000;

/** What is known before a pushed commit is judged. */
export interface Pushing {
  readonly request: RunRequest;
  readonly world: World;
  readonly store: PassStore;
  /** Ids of the commits that the remote has, which the pushed one is compared with. */
  readonly bases: readonly string[];
}

/** Plans what runs for a pushed commit: what is for a push, and what is for a commit where no proof covers it. */
export async function preparePush(configs: Configs, scene: Scene, pushing: Pushing): Promise<Preparation> {
  const { request, world } = pushing;
  const { tiers = [], trigger = request.name } = selectTiers(request.name, configs.tiers, request) ?? {};
  const lacking = await lackingAt(configs, scene, pushing);
  const chosen = { tiers: [...lacking.map(({ tier }) => tier), ...tiers], trigger };
  const preparation = await prepareTiers(chosen, configs, scene, request, world);
  if (preparation.type !== 'ready' || lacking.length === 0) return preparation;
  const { prepared } = preparation;
  const notes = [...prepared.notes, await reasonFor(lacking, scene, pushing)];
  return { type: 'ready', prepared: { ...prepared, notes } };
}

async function lackingAt(
  configs: Configs,
  scene: Scene,
  { request, world, store }: Pushing,
): Promise<readonly Lacking[]> {
  const tiers = commitTiers(configs.tiers);
  if (tiers.length === 0) return [];
  const preparation = await prepareTiers({ tiers, trigger: request.name }, configs, scene, request, world);
  if (preparation.type !== 'ready') return tiers.map((tier) => ({ tier, left: [], unproven: [] }));
  return lackingTiers(preparation.prepared, openProofs(scene.repository), recallPorts(scene, world, store));
}

async function reasonFor(lacking: readonly Lacking[], scene: Scene, { bases }: Pushing): Promise<string> {
  const { commit = 'HEAD' } = scene.captured.snapshot;
  const proofs = openProofs(scene.repository);
  const commits = await logCommits(scene.place, commit, bases, MOST_COMMITS);
  return whyChecked(
    lacking,
    commits.map((one) => stateOf(one, lacking, proofs)),
  );
}
