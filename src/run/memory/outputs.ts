import type { ContentStore } from '../../core/contracts/stores.ts';
import type { Outputs } from '../../core/ports.ts';
import type { Tier } from '../../core/task.ts';
import { bringBack } from '../../work/outputs/bring-back.ts';
import { watchOutputs } from '../../work/outputs/keep-outputs.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { placeOfOutputs } from './standing-outputs.ts';

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
    globTest: async (glob: string) => (await import('../../config/globs.ts')).globTest(glob),
    tasks: tiers.flatMap(({ tasks }) => tasks.filter(({ outputs }) => outputs.length > 0)),
    notice,
  };
  return {
    watch: (task) => watchOutputs(task, keeping),
    bringBack: (task, outputs, tree) => bringBack(task, outputs, tree, keeping),
  };
}
