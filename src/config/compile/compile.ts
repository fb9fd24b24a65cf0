import type { RepoPath } from '../../core/files.ts';
import { findConfig } from '../find.ts';
import { type Keeping, type KeptConfig, keep, readKept } from '../kept.ts';
import { loadConfig } from '../load.ts';
import { directoryAbove } from '../places.ts';

/**
 * The compiled config of a folder on disk: kept from an earlier run, or read and kept where it follows from its bytes.
 * `folder` is absolute, `root` the same within the repository. Undefined: it has none. Throws `LatticeError` for a config that is wrong.
 */
export async function readConfig(
  folder: string,
  root: RepoPath,
  { commonDir, product }: Omit<Keeping, 'folder'>,
): Promise<KeptConfig | undefined> {
  const keeping = { commonDir, folder, product };
  const kept = readKept(keeping);
  if (kept !== undefined) return kept;
  const source = await findConfig(folder, directoryAbove(folder, root));
  if (source === undefined) return undefined;
  const { origin, isData, ci: _ci, ...config } = await loadConfig(source, folder, root);
  if (isData) keep(keeping, config, origin);
  return { ...config, sources: origin.sources.map((one) => one.file) };
}
