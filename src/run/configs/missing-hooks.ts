import { join } from 'node:path';
import { type HookedBy, neededHooks } from '../../core/hooks/needed.ts';
import { CLIENT_HOOKS } from '../../core/hooks/triggers.ts';
import type { GitPlace } from '../../git/git.ts';
import { findHooksPlace } from '../../git/hooks/hooks-path.ts';
import { isOurHook } from '../../git/hooks/stub.ts';

/**
 * Those of the needed hooks that are not installed where git looks. None where no hook of ours is: then another manager starts
 * us, or nobody.
 */
export async function missingHooks(place: GitPlace, tiers: readonly HookedBy[]): Promise<readonly string[]> {
  const { folder } = await findHooksPlace(place);
  const isHere = (name: string) => isOurHook(join(folder, name));
  return CLIENT_HOOKS.some(isHere) ? neededHooks(tiers).filter((name) => !isHere(name)) : [];
}
