import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { loadEntry } from '../catalog.ts';
import { pruneKept } from '../config/prune-kept.ts';
import {
  bytesBelow,
  isOrphan,
  type KeptCheckout,
  keptCheckouts,
  removeCheckout,
} from '../git/checkout/kept-checkouts.ts';
import { privateCheckout } from '../git/checkout/private-checkout.ts';
import type { Repository } from '../git/repository.ts';
import { storeFolders } from './open-passes.ts';
import { Origins } from './origins.ts';
import { decodeProof, openProofs } from './proofs.ts';
import { strayStores } from './stray-stores.ts';
import { forgetVerdicts } from './verdicts.ts';
import type { World } from './world.ts';

/** Days without a push after which a checkout goes: the next one makes it anew. */
const UNUSED_DAYS = 30;
const DAY = 24 * 60 * 60 * 1000;

/** Whose cache it is, and who asks. */
export interface CachePlace {
  readonly repository: Repository;
  readonly world: Pick<World, 'env' | 'pid' | 'startedAt'>;
}

/** What is remembered in a repository. Sizes in bytes. */
export interface CacheSize {
  readonly passes: number;
  readonly store: { readonly name: string; readonly folders: readonly string[]; readonly bytes: number };
  readonly proofs: { readonly count: number; readonly bytes: number };
  /** What passes were made with. */
  readonly origins: { readonly bytes: number };
  /** The private checkout; undefined: no push has needed one. `usedAt`: milliseconds since 1970. */
  readonly checkout: { readonly folder: string; readonly bytes: number; readonly usedAt: number } | undefined;
}

/** What pruning has freed, in bytes. */
export interface Freed {
  readonly passes: number;
  readonly proofs: number;
  readonly configs: number;
  readonly checkouts: { readonly count: number; readonly bytes: number };
  /** Checkouts that would have gone, and somebody works in them. */
  readonly inUse: readonly KeptCheckout[];
}

/** Measures what is remembered. A store that holds nothing yet is not made for it. */
export async function measureCache({ repository, world }: CachePlace): Promise<CacheSize> {
  const { folders, passes, bytes } = await measureStore({ repository, world });
  const kept = ownCheckout({ repository, world });
  return {
    passes,
    store: { name: 'local', folders, bytes },
    proofs: measureProofs(repository),
    origins: { bytes: new Origins(repository).bytes },
    checkout: kept && { folder: kept.folder, bytes: bytesBelow(kept.folder), usedAt: kept.usedAt },
  };
}

/**
 * Forgets what has not been asked for in a long time: passes and proofs of the older generation, configs of folders that are
 * gone, checkouts that no push uses any more, and what is kept elsewhere for repositories that are gone.
 */
export async function pruneCache(place: CachePlace): Promise<Freed> {
  const { repository } = place;
  const checkouts = await pruneCheckouts(place);
  const store = await loadEntry('stores', 'local');
  const [origins, proofs] = [new Origins(repository), openProofs(repository)];
  const before = { passes: (await measureStore(place)).bytes + origins.bytes, proofs: proofs.bytes };
  for (const folder of storeFolders(place)) await store.prune(folder);
  const strays = await clearStrays(place);
  origins.prune();
  proofs.dropOld();
  return {
    passes: before.passes - (await measureStore(place)).bytes - origins.bytes + strays,
    proofs: before.proofs - proofs.bytes,
    configs: pruneKept(repository.commonDir),
    ...checkouts,
  };
}

/** Forgets all that has passed, ever, in all worktrees of the repository. Returns what there was. */
export async function clearCache(place: CachePlace): Promise<Pick<CacheSize, 'passes' | 'proofs'>> {
  const { passes } = await measureStore(place);
  const proofs = measureProofs(place.repository);
  const store = await loadEntry('stores', 'local');
  // What can be forgotten is, also where the git directory cannot be written to.
  const folders = storeFolders(place).filter((folder) => existsSync(folder));
  for (const folder of folders.reverse()) await store.clear(folder);
  forgetVerdicts(place.repository);
  return { passes, proofs };
}

/** Forgets the passes of repositories that are gone. Returns their bytes. */
async function clearStrays({ repository, world }: CachePlace): Promise<number> {
  const store = await loadEntry('stores', 'local');
  let bytes = 0;
  for (const folder of strayStores(repository.root, world)) {
    bytes += bytesBelow(folder);
    await store.clear(folder);
  }
  return bytes;
}

/** Passes in all places where they may be. */
async function measureStore(place: CachePlace) {
  const store = await loadEntry('stores', 'local');
  const folders = storeFolders(place);
  const sizes = await Promise.all(folders.map((folder) => store.measure(folder)));
  const [passes, bytes] = (['passes', 'bytes'] as const).map((of) => sizes.reduce((sum, size) => sum + size[of], 0));
  return { folders, passes: passes ?? 0, bytes: bytes ?? 0 };
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

async function pruneCheckouts({ repository, world }: CachePlace): Promise<Pick<Freed, 'checkouts' | 'inUse'>> {
  const { env, pid, startedAt: since } = world;
  const long = Date.parse(since) - UNUSED_DAYS * DAY;
  const old = keptCheckouts(repository.root, env).filter((kept) => isOrphan(kept) || kept.usedAt < long);
  let [count, bytes] = [0, 0];
  const inUse: KeptCheckout[] = [];
  for (const kept of old) {
    const size = bytesBelow(kept.folder);
    if (await removeCheckout(kept, { pid, since })) {
      count += 1;
      bytes += size;
    } else inUse.push(kept);
  }
  return { checkouts: { count, bytes }, inUse };
}
