import type { SharedFate } from '../../core/explain/explain.ts';
import { SIGNING_VARIABLE } from '../../core/shared/settings.ts';
import type { Task, Tier } from '../../core/task.ts';
import { signerOf } from '../shared/writer.ts';
import type { World } from '../world.ts';

/** What becomes of a task's passes on other machines; undefined where nothing is shared. Asks no store. */
export function sharedFateOf(
  task: Task,
  { shared }: Pick<Tier, 'shared'>,
  { env }: Pick<World, 'env'>,
): SharedFate | undefined {
  if (shared === undefined) return undefined;
  const { sharing = 'results' } = task;
  const fate = { store: shared.store, sharing, reads: shared.reads && sharing !== 'nothing' && task.cache };
  if (sharing === 'nothing') return { ...fate, keptBack: '`"shared": "nothing"` of the task keeps it here' };
  if (!task.cache) return { ...fate, keptBack: 'what is not remembered cannot be shared' };
  const signer = signerOf(shared, env);
  if (signer === undefined)
    return { ...fate, keptBack: `CI signs what is shared, and there is no ${SIGNING_VARIABLE} here` };
  return typeof signer === 'string' ? { ...fate, keptBack: signer } : fate;
}
