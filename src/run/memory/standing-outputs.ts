import { join } from 'node:path';
import type { Outputs } from '../../core/ports.ts';
import { isInPlace } from '../../git/checkout/in-place.ts';
import { areBack } from '../../work/outputs/are-back.ts';
import type { OutputPlace } from '../../work/outputs/place.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';

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

/** Where outputs of a run stand. A private checkout is emptied before each: nothing of an earlier one is left there. */
export function placeOfOutputs(
  { repository, directory, place }: Scene,
  { startedAt }: Pick<World, 'startedAt'>,
): OutputPlace {
  const isWorktree = directory === repository.root;
  const notes = isWorktree ? join(repository.gitDir, 'lattice-hooks', 'outputs') : undefined;
  return { root: directory, place, notes, since: Date.parse(startedAt) };
}
