import type { RemoteTrouble } from '../../core/contracts/stores.ts';
import { errorMessage } from '../../core/errors.ts';
import type { SharedSettings } from '../../core/shared/settings.ts';
import type { Tier } from '../../core/task.ts';
import { isFetchDue, keepFetchState, readFetchState } from './fetch-state.ts';
import { openRemote, type SharedPlace } from './open.ts';

/** What became of it. */
export type Fetched =
  /** No tier shares results that have to be fetched. */
  | { readonly type: 'nothing to fetch' }
  /** It was tried a moment ago. */
  | { readonly type: 'not yet' }
  | { readonly type: 'fetched'; readonly addresses: readonly string[] }
  | { readonly type: 'failed'; readonly address: string; readonly trouble: string };

/** Milliseconds for one store. */
const LONGEST = 120_000;

/** Fetches for the tiers of a repository. `isForced`: whether it is done although it was tried a moment ago. */
export async function fetchShared(
  tiers: readonly Pick<Tier, 'shared'>[],
  isForced: boolean,
  { repository, world }: Omit<SharedPlace, 'directory'>,
): Promise<Fetched> {
  const { root, commonDir } = repository;
  const settings = fetchedSettings(tiers);
  if (settings.length === 0) return { type: 'nothing to fetch' };
  const before = readFetchState(commonDir);
  const at = Date.parse(world.startedAt);
  if (!isForced && !isFetchDue(before, at)) return { type: 'not yet' };
  // One that is killed, or hangs, is tried again after a time.
  keepFetchState(commonDir, { at, failures: (before?.failures ?? 0) + 1, trouble: 'it did not come to its end' });
  const addresses: string[] = [];
  for (const one of settings) {
    const { address, trouble } = await fetchFrom(one, { repository, directory: root, world });
    if (trouble !== undefined) {
      keepFetchState(commonDir, { at, failures: (before?.failures ?? 0) + 1, trouble });
      return { type: 'failed', address, trouble };
    }
    addresses.push(address);
  }
  keepFetchState(commonDir, { at, failures: 0 });
  return { type: 'fetched', addresses };
}

async function fetchFrom(
  settings: SharedSettings,
  place: SharedPlace,
): Promise<RemoteTrouble & { readonly address: string }> {
  const signal = AbortSignal.timeout(LONGEST);
  try {
    const { store } = await openRemote(settings, place, signal);
    return { address: store.address, ...(await store.fetch?.(signal)) };
  } catch (error) {
    return { address: settings.store, trouble: errorMessage(error) };
  }
}

/** Each once. */
function fetchedSettings(tiers: readonly Pick<Tier, 'shared'>[]): readonly SharedSettings[] {
  const all = tiers.flatMap(({ shared }) => (shared?.isFetched === true ? [shared] : []));
  return [...new Map(all.map((one) => [JSON.stringify([one.store, one.options]), one])).values()];
}
