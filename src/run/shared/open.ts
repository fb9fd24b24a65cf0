import { resolve } from 'node:path';
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
  /** The folder that tasks see as the repository's root, in which a module of the project's own lies. Absolute. */
  readonly directory: string;
  readonly world: Pick<World, 'env' | 'startedAt' | 'packageFolder'>;
}

/** A shared store, and how many milliseconds CI waits for it to take results. */
export interface OpenedStore {
  readonly store: RemoteStore;
  readonly patience: number;
}

/**
 * Opens the store that settings name; nothing is asked or sent yet. Rejects with an `Error` where it cannot be opened, and for
 * a module of the project's own where the signal fires before it is loaded.
 */
export async function openRemote(
  { store: name, module, options, expires }: SharedSettings,
  { repository, directory, world }: SharedPlace,
  signal: AbortSignal,
): Promise<OpenedStore> {
  const { root, commonDir } = repository;
  const site = { root, commonDir, env: world.env, now: Date.parse(world.startedAt), expires };
  if (module !== undefined) {
    const { openOwnStore, threadsOf } = await import('./own-store/open.ts');
    const data = { file: resolve(directory, module), options, site };
    return { patience: PATIENCE, ...(await openOwnStore(data, signal, threadsOf(world.packageFolder))) };
  }
  const kind = await loadEntry('stores', name);
  if (kind.place === 'local') throw new Error(`\`${name}\` is no store that machines share`);
  return { store: kind.open(options, site), patience: kind.patience ?? PATIENCE };
}
