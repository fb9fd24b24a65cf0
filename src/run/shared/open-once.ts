import type { SharedSettings } from '../../core/shared/settings.ts';
import type { World } from '../world.ts';
import type { SharedAccount } from './account.ts';
import { type OpenedStore, openRemote, type SharedPlace } from './open.ts';

/**
 * Opens a store once for a process and a folder, see `openRemote`. The time that it takes is taken from what the process may
 * spend on the store; what has failed is tried again by the next who asks.
 */
export async function openOnce(
  settings: SharedSettings,
  account: SharedAccount,
  place: SharedPlace & { readonly world: Pick<World, 'now'> },
  signal: AbortSignal,
): Promise<OpenedStore> {
  const { directory, world } = place;
  if (account.opened?.directory !== directory)
    account.opened = { directory, store: openRemote(settings, place, signal) };
  const started = world.now();
  try {
    return await account.opened.store;
  } catch (error) {
    delete account.opened;
    throw error;
  } finally {
    account.left -= world.now() - started;
  }
}
