import { loadAll } from '../catalog.ts';
import type { Gate } from '../core/contracts/gates.ts';
import type { StoreKind } from '../core/contracts/stores.ts';
import { configError } from './config-error.ts';
import { type Audience, readLayers } from './extend.ts';
import type { Origin } from './kept.ts';
import { findOwnStore } from './own-store.ts';
import { findProblems } from './problems.ts';
import { configSchema } from './schema/config.ts';
import type { Config } from './shape.ts';
import type { Source } from './source.ts';

/** The store that a config names, and where its module lies if it is the project's own. */
export interface ConfiguredStore {
  /** Undefined: it names none. */
  readonly kind: StoreKind | undefined;
  readonly module?: string;
}

/** A config in which every value by itself is as the schema wants it. */
export interface CheckedConfig {
  readonly config: Config;
  /** The merged value without what is merged over it locally. */
  readonly committed: unknown;
  readonly gates: ReadonlyMap<string, Gate>;
  readonly store: ConfiguredStore;
  /** The config files that took part, the one that has the last word last. */
  readonly sources: readonly Source[];
  /** Everything that it came from. */
  readonly origin: Origin;
}

/** Reads the config that `source` begins, and all that it names. Throws one `LatticeError` for all that the schema refuses. */
export async function readChecked(
  source: Source,
  folder: string,
  directory: string,
  audience: Audience,
): Promise<CheckedConfig> {
  const { value, committed, sources, ...rest } = await readLayers(source, folder, directory, audience);
  const [gates, shipped, named] = await Promise.all([
    loadAll('gates'),
    loadAll('stores'),
    findOwnStore(value, sources, directory),
  ]);
  if (named.type === 'wrong') throw configError(source, sources, [named.problem]);
  const stores = new Map(named.type === 'found' ? [...shipped, [named.name, named.kind]] : shipped);
  const problems = findProblems(configSchema({ gates, stores }), value, []);
  if (problems.length > 0) throw configError(source, sources, problems);
  // The schema has just let the value through, which is what makes it a config.
  const config = value as Config;
  const kind = stores.get(config.shared?.store ?? '');
  return {
    config,
    committed,
    gates,
    store: named.type === 'found' ? { kind, module: named.module } : { kind },
    sources,
    origin: { ...rest, sources: named.type === 'found' ? [...sources, named.source] : sources },
  };
}
