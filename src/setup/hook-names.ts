import { join } from 'node:path';
import { findConfig } from '../config/find.ts';
import { configFolders } from '../config/governing.ts';
import { loadConfig } from '../config/load.ts';
import type { RepoPath } from '../core/files.ts';
import { neededHooks } from '../core/hooks/needed.ts';
import type { SharedSettings } from '../core/shared/settings.ts';
import type { SkipPolicy } from '../core/skips/policy.ts';

/** A tier, as far as installing goes. */
export interface HookedTier {
  readonly name: string;
  readonly on: readonly string[];
  readonly skips?: SkipPolicy;
  readonly shared?: SharedSettings;
}

/** What the configs of a repository ask for. */
export interface ConfiguredHooks {
  /** The configs: absolute, the root's first. */
  readonly configs: readonly string[];
  readonly tiers: readonly HookedTier[];
  /** Git hooks that a tier names, in the order of githooks(5). */
  readonly hooks: readonly string[];
}

/** Reads every config that governs one of the files. Throws `LatticeError` for one that cannot be read or is wrong. */
export async function configuredHooks(root: string, files: Iterable<RepoPath>): Promise<ConfiguredHooks> {
  const configs: string[] = [];
  const tiers: HookedTier[] = [];
  for (const folder of configFolders(root, files)) {
    const absolute = folder === '' ? root : join(root, folder);
    const source = await findConfig(absolute, root);
    if (source === undefined) continue;
    const config = await loadConfig(source, absolute, folder);
    configs.push(config.file);
    for (const { name, on, skips, shared } of config.tiers)
      tiers.push({ name, on, ...(skips && { skips }), ...(shared && { shared }) });
  }
  return { configs, tiers, hooks: neededHooks(tiers) };
}
