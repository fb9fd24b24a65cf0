import type { Tier } from '../../core/task.ts';
import type { Configs } from '../configs/configs.ts';
import { type Preparation, prepareTiers } from '../preparation.ts';
import type { Scene } from '../scene.ts';
import { checkNames, selectTiers } from '../select-tiers.ts';
import { readCommitStates, type Sought } from './commit-states.ts';
import { findCommitTiers, type Judging } from './commit-tiers.ts';
import type { Owed } from './debts.ts';
import { whyChecked, whyOwed } from './why-checked.ts';

/** Commits that are looked at for what is said about them: more than a person reads. */
const MOST_COMMITS = 1000;

/** Plans what runs for a pushed commit: what is for a push, and what is for a commit where no proof covers it. */
export async function preparePush(configs: Configs, scene: Scene, judging: Judging): Promise<Preparation> {
  const { request, world, bases } = judging;
  const { tiers = [], trigger = request.name } = selectTiers(request.name, configs.tiers, request) ?? {};
  const found = await findCommitTiers(configs, scene, judging);
  if (found === undefined) return { type: 'unread' };
  const { lacking } = found;
  const owing = found.all.filter((sought) => !lacking.includes(sought) && isOwing(sought.tier, scene.owed));
  const chosen = { tiers: [...[...lacking, ...owing].map(({ tier }) => tier), ...tiers], trigger };
  const preparation = await prepareTiers(chosen, configs, scene, request, world);
  if (preparation.type !== 'ready') return preparation;
  const { prepared } = preparation;
  const unchecked = lacking.length === 0 ? [] : [whyChecked(lacking, await statesOf(lacking, scene, bases))];
  const left = new Set(prepared.skips.map(({ task }) => task));
  const looking = new Set(checkNames(prepared.plan.tiers).filter((name) => !left.has(name)));
  const notes = [...prepared.notes, ...unchecked, ...whyOwed(scene.owed, looking)];
  return { type: 'ready', prepared: { ...prepared, notes } };
}

function statesOf(lacking: readonly Sought[], scene: Scene, bases: readonly string[]) {
  return readCommitStates(scene, lacking, bases, MOST_COMMITS);
}

/** Whether something of the tier was left out of an earlier push. */
function isOwing(tier: Tier, owed: Owed | undefined): boolean {
  return owed !== undefined && checkNames([tier]).some((name) => owed.comparisons.has(name));
}
