import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentStore, ExtractStore, LocalStoreKind, PassStore } from '../../core/contracts/stores.ts';
import { errorMessage } from '../../core/errors.ts';
import { hashTexts } from '../../core/memory/fingerprint.ts';
import type { Repository } from '../../git/repository.ts';
import { cacheFolder } from '../../system/cache-folder.ts';
import { isOnNetwork } from '../../system/network-disk.ts';
import { isOnReadOnlyDisk } from '../../system/read-only-disk.ts';
import { LayeredStore, type Layers, layeredContents, layeredExtracts } from '../shared/layered-store.ts';
import type { World } from '../world.ts';
import { storeFolder } from './store-folder.ts';

/** Says in a folder of the cache whose passes are there: the name of a file that holds its git directory. */
export const OWNER = 'repository';

/** Whose passes, and who is told where they are. */
export interface PassesOf {
  readonly repository: Pick<Repository, 'root' | 'commonDir'>;
  readonly world: Pick<World, 'env'>;
  readonly notice?: (message: string) => void;
}

/** Passes of a repository, wherever they can be kept. */
export function openPasses(open: LocalStoreKind['open'], of: PassesOf): PassStore {
  return new LayeredStore(layersOf(open, of));
}

/** The contents that they bring back. */
export function openContents(open: LocalStoreKind['openContents'], of: PassesOf): ContentStore {
  return layeredContents(layersOf(open, of));
}

/** What the kind of that name has drawn from contents. `form`: what reads it, in which version. */
export function openExtracts(
  open: LocalStoreKind['openExtracts'],
  name: string,
  form: string,
  of: PassesOf,
): ExtractStore {
  return layeredExtracts(layersOf((folder) => open(folder, name, form), of));
}

/** The folders in which there may be passes of a repository: that in its git directory, and any other that is there. */
export function storeFolders(of: PassesOf): readonly [own: string, ...others: string[]] {
  const [own, ...others] = storePlaces(of);
  return [own, ...others.filter(existsSync)];
}

/** The same, whether anything is there or not. */
export function storePlaces({ repository, world }: PassesOf): readonly [own: string, ...others: string[]] {
  const elsewhere = storeElsewhere(repository, world);
  return [storeFolder(repository), ...(elsewhere === undefined ? [] : [elsewhere])];
}

/**
 * The folder in the user's cache for passes of a repository whose git directory cannot be written to, or not safely by
 * several at once; undefined where there is no cache. It need not be there.
 */
function storeElsewhere({ root, commonDir }: PassesOf['repository'], { env }: PassesOf['world']): string | undefined {
  const cache = cacheFolder(root, env);
  return cache === undefined ? undefined : join(cache, 'stores', hashTexts(['store', commonDir]).slice(0, 16));
}

function layersOf<Store>(
  open: (folder: string) => Store,
  { repository, world, notice = () => undefined }: PassesOf,
): Layers<Store> {
  const folder = storeElsewhere(repository, world);
  let isNetwork: boolean | undefined;
  return {
    own: open(storeFolder(repository)),
    elsewhere: folder === undefined ? undefined : open(folder),
    // Asked for when something is written: most runs write nothing.
    isShared: () => {
      isNetwork ??= isOnNetwork(repository.commonDir);
      return isNetwork;
    },
    onElsewhere: (error) => tellOnce(folder ?? '', repository, error, notice),
  };
}

/** It is told once for a repository, and noted for whoever looks into the folder. */
function tellOnce(
  folder: string,
  { commonDir }: PassesOf['repository'],
  error: unknown,
  notice: (message: string) => void,
): void {
  const owner = join(folder, OWNER);
  if (existsSync(owner)) return;
  try {
    writeFileSync(owner, `${commonDir}\n`);
  } catch {
    // What went there is there all the same, and will be told again.
  }
  notice(`passes of this repository are remembered in ${folder}: ${reasonFor(commonDir, error)}`);
}

/** Node calls a folder that cannot be made on a read-only disk one that is not there. */
function reasonFor(commonDir: string, error: unknown): string {
  if (error === undefined) return `${commonDir} lies on a network file system`;
  return isOnReadOnlyDisk(commonDir) ? `${commonDir} lies on a read-only file system` : errorMessage(error);
}
