import { join } from 'node:path';
import { configFolders, withNested } from '../config/governing.ts';
import { type KeptConfig, readKept } from '../config/kept.ts';
import type { RepoPath } from '../core/files.ts';
import type { Look } from '../core/look.ts';
import type { Tier } from '../core/task.ts';

/** The configs of a repository. */
export interface Configs {
  readonly tiers: readonly Tier[];
  /** Files that govern: absolute. */
  readonly files: readonly string[];
  /** Those and all that took part in them: absolute. */
  readonly sources: readonly string[];
  /** What a checkout of a commit gets from the worktree. */
  readonly links: readonly RepoPath[];
}

/** Reads one folder's config when it is not kept; undefined: this path may not. */
export type ReadConfig = (folder: string, root: RepoPath) => Promise<KeptConfig | undefined>;

/** What is needed to find configs. */
export interface ConfigPlace {
  readonly commonDir: string;
  readonly directory: string;
  readonly product: string;
  readonly look: Look;
}

/** All configs that govern files of the directory: kept ones where nothing changed, else as `read` has them. Undefined: `read` gave up. */
export async function readConfigs(
  place: ConfigPlace,
  tracked: Iterable<RepoPath>,
  read: ReadConfig,
): Promise<Configs | undefined> {
  const folders = configFolders(place.directory, tracked, place.look);
  const configs: KeptConfig[] = [];
  for (const root of folders) {
    const folder = root === '' ? place.directory : join(place.directory, root);
    const config =
      readKept({ commonDir: place.commonDir, folder, product: place.product }, place.look) ??
      (await read(folder, root));
    if (config === undefined) return undefined;
    configs.push(config);
  }
  const tiers = configs.flatMap((config) => config.tiers);
  return {
    tiers: withNested(tiers, folders),
    files: configs.map((config) => config.file),
    sources: configs.flatMap((config) => config.sources),
    links: configs.flatMap((config) => config.links ?? []),
  };
}
