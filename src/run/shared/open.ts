import { loadEntry } from '../../catalog.ts';
import type { RemoteStore } from '../../core/contracts/stores.ts';
import type { SharedSettings } from '../../core/shared/settings.ts';
import type { Repository } from '../../git/repository.ts';
import type { World } from '../world.ts';

/** Milliseconds that CI waits for a store to take results. */
const PATIENCE = 5000;

/** For which repository a store is opened. */
export interface SharedPlace {
  readonly repository: Pick<Repository, 'root' | 'commonDir'>;
  readonly world: Pick<World, 'env' | 'startedAt'>;
}

/** A shared store, and how many milliseconds CI waits for it to take results. */
export interface OpenedStore {
  readonly store: RemoteStore;
  readonly patience: number;
}

/** Opens the store that settings name; nothing is asked or sent yet. Undefined: it is none that machines share. */
export async function openRemote(
  { store: name, options, expires }: SharedSettings,
  { repository, world }: SharedPlace,
): Promise<OpenedStore | undefined> {
  const kind = await loadEntry('stores', name);
  if (kind.place === 'local') return undefined;
  const { root, commonDir } = repository;
  const site = { root, commonDir, env: world.env, now: Date.parse(world.startedAt), expires };
  return { store: kind.open(options, site), patience: kind.patience ?? PATIENCE };
}
