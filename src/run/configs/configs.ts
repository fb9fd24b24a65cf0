import { join } from 'node:path';
import { foldersAbove, foldersBelow, withConfig, withNested, withOtherConfigs } from '../../config/governing.ts';
import { type KeptConfig, readKept } from '../../config/kept.ts';
import type { RepoPath } from '../../core/files.ts';
import type { Look } from '../../core/look.ts';
import type { Tier } from '../../core/task.ts';

/** The configs of a repository. */
export interface Configs {
  readonly tiers: readonly Tier[];
  /** Files that govern: absolute. */
  readonly files: readonly string[];
  /** Those and all that took part in them: absolute. */
  readonly sources: readonly string[];
  /** What a checkout of a commit gets from the worktree. */
  readonly links: readonly RepoPath[];
  /** Tiers of all configs, where only some were read: a name may be one of the others. Undefined: `read` gave up. */
  readonly everywhere?: () => Promise<readonly Tier[] | undefined>;
}

/** Reads one folder's config when it is not kept; undefined: this path may not. */
export type ReadConfig = (folder: string, root: RepoPath) => Promise<KeptConfig | undefined>;

/** What is needed to find configs. */
export interface ConfigPlace {
  readonly commonDir: string;
  readonly directory: string;
  readonly product: string;
  readonly look: Look;
  /** Folders that may have a config, see `likelyFolders`. */
  readonly likely: readonly RepoPath[];
}

/** All configs that govern files of the directory: kept ones where nothing changed, else as `read` has them. Undefined: `read` gave up. */
export async function readConfigs(place: ConfigPlace, read: ReadConfig): Promise<Configs | undefined> {
  const folders = withConfig(place.likely, place.directory, place.look);
  return readFolders(place, { folders, nested: folders }, read);
}

/**
 * Of these configs the root's, and those that govern one of the paths: of hundreds of packages a commit touches few, and
 * nothing runs for the others.
 */
export async function readConfigsOf(
  paths: Iterable<RepoPath>,
  place: ConfigPlace,
  read: ReadConfig,
): Promise<Configs | undefined> {
  const { likely, directory, look } = place;
  const folders = withConfig(foldersAbove(paths, likely), directory, look);
  const nested = withConfig(foldersBelow(folders, likely), directory, look);
  const configs = await readFolders(place, { folders, nested }, read);
  return configs && { ...configs, everywhere: async () => (await readConfigs(place, read))?.tiers };
}

/** `nested`: folders with a config below them, as far as these matter. */
async function readFolders(
  place: ConfigPlace,
  { folders, nested }: { readonly folders: readonly RepoPath[]; readonly nested: readonly RepoPath[] },
  read: ReadConfig,
): Promise<Configs | undefined> {
  const { likely, directory, look } = place;
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
    tiers: withOtherConfigs(withNested(tiers, nested), () => withConfig(likely, directory, look).length),
    files: configs.map((config) => config.file),
    sources: configs.flatMap((config) => config.sources),
    links: configs.flatMap((config) => config.links ?? []),
  };
}
