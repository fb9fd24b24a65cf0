import { join, relative, sep } from 'node:path';
import { configFolders } from '../../config/governing.ts';
import { locateConfig, locateLocalConfig } from '../../config/locate.ts';
import { isConfigName } from '../../config/names.ts';
import { type FileSet, isRegular } from '../../core/files.ts';
import { hasContent } from '../../git/file-content.ts';
import type { Configs } from './configs.ts';

/**
 * Whether the configs that were read in the worktree are those of a commit, to the byte: then it need not be checked out to
 * know them. What they take from an installed package is the same in a checkout. `root`: of the worktree; `tree`: the commit's.
 */
export function isConfigInPlace({ sources }: Pick<Configs, 'sources'>, root: string, tree: FileSet): boolean {
  const isSame = (path: string): boolean => {
    const entry = tree.get(path);
    try {
      // What a link leads to may be another file than the commit has.
      return entry !== undefined && isRegular(entry) && hasContent(join(root, path), entry);
    } catch {
      // Not there, or not to be read.
      return false;
    }
  };
  const own = sources.map((file) => pathIn(root, file));
  // One that is only in the commit might govern in place of the one that was read.
  const candidates = [...tree.keys()].filter(isConfigName);
  return own.filter((path) => !isInstalled(path)).every(isSame) && candidates.every(isSame);
}

/**
 * Whether no config on disk that would govern files of a commit is one that the commit does not have: local overrides, and
 * whatever else of that kind git ignores, are about somebody's own work, and a push is about everybody's.
 */
export function isConfigShared(root: string, tree: FileSet): boolean {
  const governing = configFolders(root, tree.keys()).flatMap((folder) => {
    const place = join(root, folder);
    return [locateConfig(place) ?? [], locateLocalConfig(place) ?? []].flat();
  });
  return governing.every((file) => tree.has(pathIn(root, file)));
}

function pathIn(root: string, file: string): string {
  return relative(root, file).replaceAll(sep, '/');
}

function isInstalled(path: string): boolean {
  return path.split('/').includes('node_modules');
}
