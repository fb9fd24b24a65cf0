import type { Skip } from '../../core/record.ts';
import { passesOnce, wishedSkips } from '../../core/skips/one-shot.ts';
import type { Tier } from '../../core/task.ts';
import { commandConfig } from '../../git/command-config.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';
import { checkNames } from '../select-tiers.ts';
import type { World } from '../world.ts';
import { readOneShots } from './one-shots.ts';
import { skipsFromEnvironment, skipsFromGit } from './skips.ts';

/**
 * What somebody wants a run to leave out, in the order in which it counts: by its command line, by variables, by `git -c`,
 * and by `skip`, which is for hooks. `names`: of the tasks and gates of the run.
 */
export async function readWishes(
  names: readonly string[],
  { repository, place }: Scene,
  { name, byHook, skips }: RunRequest,
  world: Pick<World, 'env' | 'startedAt'>,
): Promise<readonly Skip[]> {
  const fromGit = skipsFromGit(await commandConfig(place, 'lattice'));
  const isPassing = byHook && passesOnce(name) !== undefined;
  const once = isPassing ? wishedSkips(await readOneShots({ repository, place, world }), names) : [];
  return [...skips, ...skipsFromEnvironment(world.env), ...fromGit, ...once];
}

/** What is told of names that no task and no gate has. The library that knows near names comes when there is one. */
export async function strangerNotes(names: readonly string[], tiers: readonly Tier[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  const { suggest } = await import('../../core/nearest.ts');
  const known = checkNames(tiers);
  return names.map(
    (name) => `nothing here is called \`${name}\`, so nothing was skipped for it${suggest(name, known)}`,
  );
}
