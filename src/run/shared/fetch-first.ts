import type { RemoteStore, RemoteTrouble } from '../../core/contracts/stores.ts';
import type { Repository } from '../../git/repository.ts';
import { isCI } from '../../system/ci.ts';
import type { World } from '../world.ts';
import { fetchAfterGit } from './start-fetching.ts';

/** Milliseconds that CI, where no hook waits, may take to fetch what others have shared before it looks there. */
const FETCH_TIME = 20_000;

/**
 * What is done before a store is asked whose results have to be fetched: a machine of CI begins with an empty clone. On others
 * that is done beside git, which has no hook for a fetch of its own. Nothing for other stores.
 */
export async function fetchFirst(store: RemoteStore, repository: Repository, world: World): Promise<RemoteTrouble> {
  if (store.fetch === undefined) return {};
  if (isCI(world.env)) return store.fetch(AbortSignal.timeout(FETCH_TIME));
  fetchAfterGit(repository, world);
  return {};
}
