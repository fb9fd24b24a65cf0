import { readCommitStates } from './commit-states.ts';
import { findCommitTiers, type Judging } from './commit-tiers.ts';
import type { Configs } from './configs.ts';
import { type Preparation, prepareTiers } from './preparation.ts';
import type { Scene } from './scene.ts';
import { selectTiers } from './select-tiers.ts';
import { whyChecked } from './why-checked.ts';

/** Commits that are looked at for what is said about them: more than a person reads. */
const MOST_COMMITS = 1000;

/** Plans what runs for a pushed commit: what is for a push, and what is for a commit where no proof covers it. */
export async function preparePush(configs: Configs, scene: Scene, judging: Judging): Promise<Preparation> {
  const { request, world, bases } = judging;
  const { tiers = [], trigger = request.name } = selectTiers(request.name, configs.tiers, request) ?? {};
  const found = await findCommitTiers(configs, scene, judging);
  if (found === undefined) return { type: 'unread' };
  const { lacking } = found;
  const chosen = { tiers: [...lacking.map(({ tier }) => tier), ...tiers], trigger };
  const preparation = await prepareTiers(chosen, configs, scene, request, world);
  if (preparation.type !== 'ready' || lacking.length === 0) return preparation;
  const { prepared } = preparation;
  const states = await readCommitStates(scene, lacking, bases, MOST_COMMITS);
  return { type: 'ready', prepared: { ...prepared, notes: [...prepared.notes, whyChecked(lacking, states)] } };
}
