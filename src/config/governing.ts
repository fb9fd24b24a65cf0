import { join } from 'node:path';
import { type FileSet, type RepoPath, selectFiles } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';
import type { Look } from '../core/look.ts';
import type { Task, Tier } from '../core/task.ts';
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
  return withConfig(likelyFolders(tracked), root, look);
}

/** Folders that may have a config: the root (`''`), which comes first, and every one with a tracked file of a config's name. Sorted. */
export function likelyFolders(tracked: Iterable<RepoPath>): readonly RepoPath[] {
  const folders = new Set<RepoPath>(['']);
  for (const path of tracked) {
    if (!isConfigName(path)) continue;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    folders.add(folder);
    if (folder === DOT_CONFIG || folder.endsWith(`/${DOT_CONFIG}`)) {
      folders.add(folder.slice(0, Math.max(0, folder.length - DOT_CONFIG.length - 1)));
    }
  }
  return [...folders].sort();
}

/** Those of the folders that have a config on disk. `root`: absolute. */
export function withConfig(folders: readonly RepoPath[], root: string, look?: Look): readonly RepoPath[] {
  return folders.filter((folder) => locateConfig(join(root, folder), look) !== undefined);
}

/** Those of the folders that hold one of the paths, whatever a nearer folder has to say of it, and the root. */
export function foldersAbove(paths: Iterable<RepoPath>, folders: readonly RepoPath[]): readonly RepoPath[] {
  const above = new Set<RepoPath>(['']);
  for (const path of paths) {
    let folder = path;
    do {
      folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
      if (above.has(folder)) break;
      above.add(folder);
    } while (folder !== '');
  }
  return folders.filter((folder) => above.has(folder));
}

/** Those of the folders that lie below one of the others. */
export function foldersBelow(upper: readonly RepoPath[], folders: readonly RepoPath[]): readonly RepoPath[] {
  return folders.filter((folder) => upper.some((one) => one !== folder && relativeTo(one, folder) !== undefined));
}

/** Gives every tier the folders below its own that another config governs. The nearest config wins. */
export function withNested(tiers: readonly Omit<Tier, 'nested'>[], folders: readonly RepoPath[]): readonly Tier[] {
  return tiers.map((tier) => ({
    ...tier,
    nested: folders.filter((folder) => folder !== tier.root && relativeTo(tier.root, folder) !== undefined),
  }));
}

/**
 * The same tiers in a repository with several configs: a task that judges what follows from all of them is not remembered,
 * because no key of it has the files of the others. `countConfigs` is asked where there is such a task.
 */
export function withOtherConfigs(tiers: readonly Tier[], countConfigs: () => number): readonly Tier[] {
  if (!tiers.some(({ tasks }) => tasks.some(({ aboutConfigs }) => aboutConfigs)) || countConfigs() < 2) return tiers;
  const forget = (task: Task): Task => (task.aboutConfigs === true ? { ...task, cache: false } : task);
  return tiers.map((tier) => ({ ...tier, tasks: tier.tasks.map(forget) }));
}
