import { join } from 'node:path';
import { findConfig } from '../config/find.ts';
import { configFolders } from '../config/governing.ts';
import { loadConfig } from '../config/load.ts';
import type { RepoPath } from '../core/files.ts';
import type { Tier } from '../core/task.ts';
import { CLIENT_HOOKS } from '../core/triggers.ts';

/** A tier, as far as installing goes. */
export interface HookedTier {
  readonly name: string;
  readonly on: readonly string[];
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
  let isTrailing = false;
  for (const folder of configFolders(root, files)) {
    const absolute = folder === '' ? root : join(root, folder);
    const source = await findConfig(absolute, root);
    if (source === undefined) continue;
    const config = await loadConfig(source, absolute, folder);
    configs.push(config.file);
    tiers.push(...config.tiers.map((tier) => ({ name: tier.name, on: tier.on })));
    isTrailing ||= config.tiers.some(saysSkips);
  }
  const named = new Set([...tiers.flatMap((tier) => tier.on), ...(isTrailing ? ['commit-msg'] : [])]);
  return { configs, tiers, hooks: CLIENT_HOOKS.filter((name) => named.has(name)) };
}

/** Whether the message of a commit says what this tier left out: only a hook that is given the message can write that. */
function saysSkips({ on, skips }: Pick<Tier, 'on' | 'skips'>): boolean {
  return on.includes('pre-commit') && skips?.leavesTrailer === true;
}
