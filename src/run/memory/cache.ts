import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadLocalStore } from '../../catalog.ts';
import { pruneKept } from '../../config/prune-kept.ts';
import type { StoreSize } from '../../core/contracts/stores.ts';
import { bytesBelow, type KeptCheckout, keptCheckouts } from '../../git/checkout/kept-checkouts.ts';
import { privateCheckout } from '../../git/checkout/private-checkout.ts';
import type { Repository } from '../../git/repository.ts';
import { noteClearing } from '../explain/past.ts';
import { type FreedCheckouts, pruneCheckouts } from '../pushes/prune-checkouts.ts';
import { clearShared, measureShared, type SharedSize } from '../shared/size.ts';
import { sweepInterrupted } from '../sweep-interrupted.ts';
import type { World } from '../world.ts';
import { storeFolders } from './open-passes.ts';
import { Origins } from './origins.ts';
import { decodeProof, openProofs } from './proofs.ts';
import { strayStores } from './stray-stores.ts';
import { forgetVerdicts } from './verdicts.ts';

/** Whose cache it is, and who asks. */
export interface CachePlace {
  readonly repository: Repository;
  readonly world: Pick<World, 'env' | 'pid' | 'startedAt' | 'temporary'>;
}

/** What is remembered in a repository. Sizes in bytes. */
export interface CacheSize {
  readonly passes: number;
  readonly store: { readonly name: string; readonly folders: readonly string[]; readonly bytes: number };
  readonly proofs: { readonly count: number; readonly bytes: number };
  /** What documents link to and define. */
  readonly extracts: { readonly bytes: number };
  /** What passes were made with. */
  readonly origins: { readonly bytes: number };
  /** Results that others share; absent where nothing was ever fetched. */
  readonly shared?: SharedSize;
  /** The private checkout; undefined: no push has needed one. `usedAt`: milliseconds since 1970. */
  readonly checkout: { readonly folder: string; readonly bytes: number; readonly usedAt: number } | undefined;
}

/** What pruning has freed, in bytes. */
export interface Freed extends FreedCheckouts {
  readonly passes: number;
  readonly proofs: number;
  readonly extracts: number;
  readonly configs: number;
}

/** Measures what is remembered. A store that holds nothing yet is not made for it. */
export async function measureCache({ repository, world }: CachePlace): Promise<CacheSize> {
  const { folders, passes, bytes, extracts } = await measureStore({ repository, world });
  const kept = ownCheckout({ repository, world });
  const shared = measureShared(repository);
  return {
    passes,
    store: { name: 'local', folders, bytes },
    proofs: measureProofs(repository),
    extracts: { bytes: extracts },
    origins: { bytes: new Origins(repository).bytes },
    ...(shared === undefined ? {} : { shared }),
    checkout: kept && { folder: kept.folder, bytes: bytesBelow(kept.folder), usedAt: kept.usedAt },
  };
}

/**
 * Forgets what has not been asked for in a long time: passes and proofs of the older generation, configs of folders that are
 * gone, checkouts that no push uses any more, what is kept elsewhere for repositories that are gone, and what runs left that
 * were killed.
 */
export async function pruneCache(place: CachePlace): Promise<Freed> {
  const { repository } = place;
  await sweepInterrupted(place);
  const checkouts = await pruneCheckouts(place);
  const store = await loadLocalStore();
  const [origins, proofs] = [new Origins(repository), openProofs(repository)];
  const before = await measureStore(place);
  const bytesBefore = { passes: before.bytes + origins.bytes, proofs: proofs.bytes };
  for (const folder of storeFolders(place)) await store.prune(folder);
  const strays = await clearStrays(place);
  origins.prune();
  proofs.dropOld();
  const after = await measureStore(place);
  return {
    passes: bytesBefore.passes - after.bytes - origins.bytes + strays,
    proofs: bytesBefore.proofs - proofs.bytes,
    extracts: before.extracts - after.extracts,
    configs: pruneKept(repository.commonDir),
    ...checkouts,
  };
}

/** Forgets all that has passed, ever, in all worktrees of the repository. Returns what there was. */
export async function clearCache(place: CachePlace): Promise<Pick<CacheSize, 'passes' | 'proofs'>> {
  const { passes } = await measureStore(place);
  const proofs = measureProofs(place.repository);
  const store = await loadLocalStore();
  // What can be forgotten is, also where the git directory cannot be written to.
  const folders = storeFolders(place).filter((folder) => existsSync(folder));
  for (const folder of folders.reverse()) await store.clear(folder);
  clearShared(place.repository);
  forgetVerdicts(place.repository);
  noteClearing(place.repository, place.world.startedAt);
  return { passes, proofs };
}

/** Forgets the passes of repositories that are gone. Returns their bytes. */
async function clearStrays({ repository, world }: CachePlace): Promise<number> {
  const store = await loadLocalStore();
  let bytes = 0;
  for (const folder of strayStores(repository.root, world)) {
    bytes += bytesBelow(folder);
    await store.clear(folder);
  }
  return bytes;
}

/** Passes in all places where they may be. */
async function measureStore(place: CachePlace) {
  const store = await loadLocalStore();
  const folders = storeFolders(place);
  const sizes = await Promise.all(folders.map((folder) => store.measure(folder)));
  const sum = (of: keyof StoreSize) => sizes.reduce((all, size) => all + size[of], 0);
  return { folders, passes: sum('passes'), bytes: sum('bytes'), extracts: sum('extracts') };
}

function measureProofs(repository: Repository): CacheSize['proofs'] {
  const proofs = openProofs(repository);
  const count = proofs.all().filter(({ content }) => decodeProof(content) !== undefined).length;
  return { count, bytes: proofs.bytes };
}

function ownCheckout({ repository, world }: CachePlace): KeptCheckout | undefined {
  const kept = keptCheckouts(repository.root, world.env);
  if (kept.length === 0) return undefined;
  const own = dirname(privateCheckout(repository, world.env).gitDir);
  return kept.find(({ folder }) => folder === own);
}
