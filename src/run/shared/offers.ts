import type { ContentStore } from '../../core/contracts/stores.ts';
import { secretValues } from '../../core/secrets/mask.ts';
import type { SharedPass } from '../../core/shared/pack.ts';
import type { OfferedPasses } from '../../core/shared/results.ts';
import type { World } from '../world.ts';
import { type Offer, sharedPass } from './writer.ts';

/** What may leave the machine of what was offered, by the entries that it goes into. */
export async function offersOf(
  offered: readonly OfferedPasses[],
  { contents, world }: { readonly contents: ContentStore; readonly world: Pick<World, 'env'> },
): Promise<readonly Offer[]> {
  const offers = new Map<string, Map<string, SharedPass>>();
  for (const { task, entry, passes } of offered) {
    const secrets = secretValues(world.env, new Set([...task.env, ...task.passEnv]));
    const some = offers.get(entry) ?? new Map<string, SharedPass>();
    for (const [key, pass] of passes) {
      const shared = await sharedPass(task, pass, secrets, contents);
      if (shared !== undefined) some.set(key, shared);
    }
    if (some.size > 0) offers.set(entry, some);
  }
  return [...offers].map(([entry, passes]) => ({ entry, passes }));
}
