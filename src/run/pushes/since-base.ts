import { errorMessage } from '../../core/errors.ts';
import type { Tier } from '../../core/task.ts';
import type { SinceBase } from '../../core/test-choice.ts';
import { compareTrees } from '../../core/trees/compare-trees.ts';
import { comparedBase } from '../../git/commits/merge-base.ts';
import { git } from '../../git/git.ts';
import { parseTree } from '../../git/index/entries.ts';
import { baseHints } from '../gates/judge.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';

/**
 * What the tests of tiers are chosen by. Not by what the remote lacks: a test that an earlier push of the branch broke has to
 * run at the next one too, and the lines that the coverage gate judges are those since the merge base. Files that somebody
 * names are what he means. Nothing is asked for tiers whose tasks run all of their tests.
 */
export async function sinceBase(
  tiers: readonly Tier[],
  scene: Scene,
  request: RunRequest,
  world: Pick<World, 'env'>,
): Promise<(tier: Tier) => SinceBase | undefined> {
  const { type } = request.selection;
  const found = new Map<Tier, SinceBase>();
  if (type === 'files' || type === 'all') return () => undefined;
  for (const tier of tiers) {
    if (tier.tasks.every(({ affected }) => affected === undefined)) continue;
    found.set(tier, await compareWithBase(scene, baseOf(tier), request, world));
  }
  return (tier) => found.get(tier);
}

/** The ref that the tier's coverage gate is told to compare with. */
function baseOf({ gates, scanGates = [] }: Tier): string | undefined {
  const policies = Object.entries(gates).flatMap(([name, policy]) => (scanGates.includes(name) ? [] : [policy]));
  return policies.map(({ base }) => base).find((base) => typeof base === 'string');
}

async function compareWithBase(
  { place, captured: { snapshot } }: Scene,
  base: string | undefined,
  request: RunRequest,
  world: Pick<World, 'env'>,
): Promise<SinceBase> {
  try {
    const compared = await comparedBase(place, snapshot.commit, base, baseHints(request, world));
    const listed = await git(place, ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', compared.base]);
    return compareTrees(snapshot.tree, parseTree(listed));
  } catch (error) {
    return { why: errorMessage(error) };
  }
}
