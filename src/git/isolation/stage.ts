import { basename, join } from 'node:path';
import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { encodePath } from '../../core/path-bytes.ts';
import { type GitPlace, git, tryGit } from '../git.ts';

/**
 * Puts these entries into the index that git is committing and into the one that stays. For `git commit <path>` these
 * are two files: a temporary `next-index-<pid>.lock`, and `index.lock`, which becomes the index when the commit is made.
 */
export async function stage(place: GitPlace, gitDir: string, entries: FileSet): Promise<void> {
  const info = Buffer.concat([...entries].map(([path, entry]) => indexInfo(path, entry)));
  const args = ['update-index', '-z', '--index-info'];
  await git(place, args, info);
  const index = place.env['GIT_INDEX_FILE'];
  if (index !== undefined && /^next-index-\d+\.lock$/.test(basename(index))) {
    const other = join(gitDir, 'index.lock');
    await git({ ...place, env: { ...place.env, GIT_INDEX_FILE: other } }, args, info);
  }
}

/** The id of the tree that the index holds. */
export async function writeTree(place: GitPlace): Promise<string> {
  return (await git(place, ['write-tree'])).toString().trim();
}

/** Whether the index holds the same tree as HEAD. A first commit that holds files is not empty. */
export async function isEmptyCommit(place: GitPlace): Promise<boolean> {
  const diff = await tryGit(place, ['diff-index', '--cached', '--quiet', '--ignore-submodules=none', 'HEAD', '--']);
  return diff.code === 0;
}

function indexInfo(path: RepoPath, { mode, id }: FileEntry): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${id}\t`), encodePath(path), Buffer.from([0])]);
}
