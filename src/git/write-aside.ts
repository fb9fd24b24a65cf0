import { join } from 'node:path';
import type { FileSet } from '../core/files.ts';
import { encodePath } from '../core/path-bytes.ts';
import { type GitPlace, git, tryGit } from './git.ts';
import { indexLine } from './index/entries.ts';

/**
 * Lets git write files as it would to their paths in the worktree, by their filters, and into a folder of their own below
 * `aside`, which is returned. They come through an index beside it. What git does not have is not there afterwards.
 */
export async function writeAside(place: GitPlace, aside: string, files: FileSet): Promise<string> {
  const folder = join(aside, 'written');
  // Git is not to ask a remote for what was only ever here.
  const there = { ...place, env: { ...place.env, GIT_INDEX_FILE: join(aside, 'index'), GIT_NO_LAZY_FETCH: '1' } };
  const lines = [...files].map(([path, entry]) => indexLine(path, entry));
  // A split index would leave its other half behind.
  await git(there, ['-c', 'core.splitIndex=false', 'update-index', '-z', '--index-info'], Buffer.concat(lines));
  const names = [...files.keys()].flatMap((path) => [encodePath(path), Buffer.from([0])]);
  await tryGit(there, ['checkout-index', '-z', '--stdin', `--prefix=${folder}/`], Buffer.concat(names));
  return folder;
}
