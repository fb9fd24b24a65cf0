import { join } from 'node:path';
import { compileCi } from '../../config/compile/ci.ts';
import { findConfig } from '../../config/find.ts';
import { configFolders, withNested } from '../../config/governing.ts';
import { loadConfig } from '../../config/load.ts';
import { showPath } from '../../config/places.ts';
import type { Ci } from '../../core/ci.ts';
import { LatticeError } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import type { Tier } from '../../core/task.ts';
import type { Scene } from '../scene.ts';

/** What the configs of a repository say of CI. */
export interface CiConfigs {
  /** The config whose `ci` counts, or the first where none has one: relative to the repository. */
  readonly config: RepoPath;
  /** Its folder, likewise; `''` is the top. */
  readonly folder: RepoPath;
  readonly ci: Ci;
  readonly tiers: readonly Tier[];
}

/**
 * Reads the configs without local overrides, which nobody else has: what is generated from them is committed. Undefined: there
 * is none. Throws `LatticeError` where one is wrong, and where two of them have `ci`: a repository has one folder of workflows.
 */
export async function readCiConfigs({ directory, captured }: Scene): Promise<CiConfigs | undefined> {
  const folders = configFolders(directory, captured.snapshot.tree.keys());
  const configs: { readonly file: RepoPath; readonly root: RepoPath; readonly ci?: Ci }[] = [];
  const tiers: Omit<Tier, 'nested'>[] = [];
  for (const root of folders) {
    const folder = root === '' ? directory : join(directory, root);
    const source = await findConfig(folder, directory);
    if (source === undefined) continue;
    const loaded = await loadConfig(source, folder, root, 'everybody');
    tiers.push(...loaded.tiers);
    configs.push({
      file: showPath(source.file, directory),
      root,
      ...(loaded.ci === undefined ? {} : { ci: loaded.ci }),
    });
  }
  const [first, second] = configs.filter(({ ci }) => ci !== undefined);
  if (first !== undefined && second !== undefined) {
    const message = `\`ci\` stands in ${first.file} and in ${second.file}, and workflows are generated from one of them`;
    throw new LatticeError('config', message, 'Keep it in one config; the tiers of all of them run.');
  }
  const chosen = first ?? configs[0];
  if (chosen === undefined) return undefined;
  return {
    config: chosen.file,
    folder: chosen.root,
    ci: chosen.ci ?? compileCi({}, {}, () => undefined),
    tiers: withNested(tiers, folders),
  };
}
