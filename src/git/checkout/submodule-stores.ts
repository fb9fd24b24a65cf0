import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isFolder } from '../../system/processes/search-path.ts';

/** Where a submodule may have been put. */
export interface Whereabouts {
  /** Its folder in the worktree; absolute, may be missing. */
  readonly folder: string;
  /** Its name in `.gitmodules`, which anybody may have written. */
  readonly name: string;
  /** Git directories that may keep it below `modules`. Absolute. */
  readonly gitDirs: readonly string[];
}

/** Git directories of a submodule that are here: that of its folder in the worktree first, then what is kept under its name. */
export function storesOf({ folder, name, gitDirs }: Whereabouts): readonly string[] {
  // Git itself refuses such names: they would lead out of `modules`.
  const kept = name.split('/').includes('..') ? [] : gitDirs.map((one) => join(one, 'modules', name));
  const own = gitDirOf(folder);
  const stores = [...(own === undefined ? [] : [own]), ...kept].map(commonOf);
  return [...new Set(stores)].filter((one) => existsSync(join(one, 'HEAD')));
}

/** What `.git` of a folder leads to, see gitrepository-layout(5). */
function gitDirOf(folder: string): string | undefined {
  const dotGit = join(folder, '.git');
  if (isFolder(dotGit)) return dotGit;
  const pointer = existsSync(dotGit) ? /^gitdir: (.+)/.exec(readFileSync(dotGit, 'utf8'))?.[1] : undefined;
  return pointer === undefined ? undefined : resolve(folder, pointer);
}

/** The one that a linked worktree of the submodule shares with its other worktrees. */
function commonOf(gitDir: string): string {
  const file = join(gitDir, 'commondir');
  return existsSync(file) ? resolve(gitDir, readFileSync(file, 'utf8').trimEnd()) : gitDir;
}
