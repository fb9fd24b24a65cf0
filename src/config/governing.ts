import { join } from 'node:path';
import { type FileSet, type RepoPath, selectFiles } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';
import type { Look } from '../core/look.ts';
import type { Tier } from '../core/task.ts';
import { locateConfig } from './locate.ts';
import { CONFIG_LETTERS, isConfigName } from './names.ts';

/** The folder whose files govern the folder above it. */
const DOT_CONFIG = '.config';

/** Files that have the name of a config. */
export function trackedConfigs(tree: FileSet): FileSet {
  return selectFiles(tree, 'configs', isConfigName, CONFIG_LETTERS);
}

/**
 * Folders of the repository that have a config on disk: the root, and every folder that has a tracked file of a config's name.
 * Sorted, the root (`''`) first. `root` is absolute.
 */
export function configFolders(root: string, tracked: Iterable<RepoPath>, look?: Look): readonly RepoPath[] {
  const folders = new Set<RepoPath>(['']);
  for (const path of tracked) {
    if (!isConfigName(path)) continue;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    folders.add(folder);
    if (folder === DOT_CONFIG || folder.endsWith(`/${DOT_CONFIG}`)) {
      folders.add(folder.slice(0, Math.max(0, folder.length - DOT_CONFIG.length - 1)));
    }
  }
  return [...folders].filter((folder) => locateConfig(join(root, folder), look) !== undefined).sort();
}

/** Gives every tier the folders below its own that another config governs. The nearest config wins. */
export function withNested(tiers: readonly Omit<Tier, 'nested'>[], folders: readonly RepoPath[]): readonly Tier[] {
  return tiers.map((tier) => ({
    ...tier,
    nested: folders.filter((folder) => folder !== tier.root && relativeTo(tier.root, folder) !== undefined),
  }));
}
