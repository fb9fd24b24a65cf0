import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import { relativeTo } from '../core/globs.ts';
import type { Tier } from '../core/task.ts';
import { CONFIG_NAMES } from './names.ts';

const NAMES = new Set(CONFIG_NAMES);

/**
 * Folders of the repository that have a config on disk: the root, and every folder that has a tracked file of a config's name.
 * Sorted, the root (`''`) first. A package.json counts when its text has our key.
 */
export function configFolders(root: string, tracked: Iterable<RepoPath>): readonly RepoPath[] {
  const folders = new Set<RepoPath>();
  if (hasConfig(root)) folders.add('');
  for (const path of tracked) {
    const slash = path.lastIndexOf('/');
    if (slash === -1 || !NAMES.has(path.slice(slash + 1))) continue;
    const folder = path.slice(0, slash).replace(/(^|\/)\.config$/, '');
    if (!folders.has(folder) && hasConfig(join(root, folder))) folders.add(folder);
  }
  return [...folders].sort();
}

/** Whether the folder has a config, without reading more than a package.json. */
export function hasConfig(folder: string): boolean {
  return CONFIG_NAMES.some((name) => {
    const file = join(folder, name);
    if (!existsSync(file)) return false;
    return name !== 'package.json' || readFileSync(file, 'utf8').includes('"lattice-hooks"');
  });
}

/** Gives every tier the folders below its own that another config governs. The nearest config wins. */
export function withNested(tiers: readonly Omit<Tier, 'nested'>[], folders: readonly RepoPath[]): readonly Tier[] {
  return tiers.map((tier) => ({
    ...tier,
    nested: folders.filter((folder) => folder !== tier.root && relativeTo(tier.root, folder) !== undefined),
  }));
}
