import type { ContentStore, ExtractStore, PassStore, StoredPass } from '../../core/contracts/stores.ts';
import type { FileEntry } from '../../core/files.ts';

/** Two places for the same things. */
export interface Layers<Store> {
  /** Where they belong. */
  readonly own: Store;
  /** Where they go when that cannot be written to; undefined: nowhere. */
  readonly elsewhere: Store | undefined;
  /** Whether they go there from the start. */
  readonly isShared: () => boolean;
  /** Told of each time that something went elsewhere, with the error that sent it there, if any. */
  readonly onElsewhere: (error: unknown) => void;
}

/** Passes in two places: what is in either is known, and what is new goes where it can be written. */
export class LayeredStore implements PassStore {
  readonly name: string;
  readonly #layers: Layers<PassStore>;

  constructor(layers: Layers<PassStore>) {
    this.name = layers.own.name;
    this.#layers = layers;
  }

  recall(keys: readonly string[]): Promise<ReadonlyMap<string, StoredPass>> {
    return readAll(this.#layers, keys, (store, some) => store.recall(some));
  }

  remember(passes: ReadonlyMap<string, StoredPass>): Promise<void> {
    return writeFirst(this.#layers, (store) => store.remember(passes));
  }

  recallFixes(keys: readonly string[]): Promise<ReadonlyMap<string, FileEntry>> {
    return readAll(this.#layers, keys, (store, some) => store.recallFixes(some));
  }

  rememberFixes(fixes: ReadonlyMap<string, FileEntry>): Promise<void> {
    return writeFirst(this.#layers, (store) => store.rememberFixes(fixes));
  }
}

/** Contents in the same two places. */
export function layeredContents(layers: Layers<ContentStore>): ContentStore {
  return {
    keep: (bytes) => writeFirst(layers, (store) => store.keep(bytes)),
    read: async (name) => (await layers.own.read(name)) ?? layers.elsewhere?.read(name),
  };
}

/** Extracts in the same two places. */
export function layeredExtracts(layers: Layers<ExtractStore>): ExtractStore {
  return {
    recall: (keys) => readAll(layers, keys, (store, some) => store.recall(some)),
    remember: (extracts) => writeFirst(layers, (store) => store.remember(extracts)),
  };
}

/** Rejects only where no place can be read. */
async function readAll<Store, T>(
  { own, elsewhere }: Layers<Store>,
  keys: readonly string[],
  ask: (store: Store, keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): Promise<ReadonlyMap<string, T>> {
  const stores = elsewhere === undefined ? [own] : [own, elsewhere];
  const found = new Map<string, T>();
  const errors: unknown[] = [];
  for (const store of stores) {
    const rest = keys.filter((key) => !found.has(key));
    if (rest.length === 0) break;
    try {
      for (const [key, value] of await ask(store, rest)) found.set(key, value);
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length === stores.length) throw errors[0];
  return found;
}

/** Rejects with what is wrong in the place where it belongs, where it can be written in neither. */
async function writeFirst<Store>(
  { own, elsewhere, isShared, onElsewhere }: Layers<Store>,
  write: (store: Store) => Promise<void>,
): Promise<void> {
  let cause: unknown;
  if (elsewhere === undefined || !isShared()) {
    try {
      return await write(own);
    } catch (error) {
      if (elsewhere === undefined) throw error;
      cause = error;
    }
  }
  await write(elsewhere).catch((error: unknown) => {
    throw cause ?? error;
  });
  onElsewhere(cause);
}
