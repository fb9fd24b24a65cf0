import { join } from 'node:path';
import type { ContentStore } from '../core/contracts.ts';
import type { Outputs } from '../core/ports.ts';
import type { Tier } from '../core/task.ts';
import { isInPlace } from '../git/checkout/in-place.ts';
import { areBack, bringBack } from '../work/outputs/bring-back.ts';
import { watchOutputs } from '../work/outputs/keep-outputs.ts';
import type { OutputPlace } from '../work/outputs/place.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** Outputs of the tasks of these tiers, where the run's tasks work. `notice`: told of what cannot be kept. */
export function outputsOf(
  scene: Scene,
  tiers: readonly Tier[],
  world: Pick<World, 'startedAt'>,
  contents: ContentStore,
  notice: (message: string) => void,
): Outputs {
  const keeping = {
    ...placeOfOutputs(scene, world),
    contents,
    globTest: async (glob: string) => (await import('../config/globs.ts')).globTest(glob),
    tasks: tiers.flatMap(({ tasks }) => tasks.filter(({ outputs }) => outputs.length > 0)),
    notice,
  };
  return {
    watch: (task) => watchOutputs(task, keeping),
    bringBack: (task, outputs, tree) => bringBack(task, outputs, tree, keeping),
  };
}

/**
 * Outputs as they stand in the worktree, for a run that does nothing: what has to be brought back first is not there. Of a
 * commit that the worktree does not hold none are wanted, as nobody works with it.
 */
export function standingOutputs(scene: Scene, world: Pick<World, 'startedAt'>): Outputs {
  const at = placeOfOutputs(scene, world);
  const { source, commit = 'HEAD' } = scene.captured.snapshot;
  let asked: Promise<boolean> | undefined;
  const isHere = () => {
    asked ??= source === 'commit' ? isInPlace(scene.place, commit) : Promise.resolve(true);
    return asked;
  };
  return {
    watch: () => Promise.reject(new Error('nothing runs while results are recalled')),
    bringBack: async (task, outputs, tree) => !(await isHere()) || areBack(task, outputs, tree, at),
  };
}

/** A private checkout is emptied before each run: nothing of an earlier one is left there. */
function placeOfOutputs({ repository, directory, place }: Scene, { startedAt }: Pick<World, 'startedAt'>): OutputPlace {
  const isWorktree = directory === repository.root;
  const notes = isWorktree ? join(repository.gitDir, 'lattice-hooks', 'outputs') : undefined;
  return { root: directory, place, notes, since: Date.parse(startedAt) };
}
