import { readFileSync } from 'node:fs';
import type { RepoPath } from '../../core/files.ts';
import { encodePath, onDisk } from '../../core/path-bytes.ts';
import { type GitPlace, git, tryGit } from '../git.ts';
import { look } from '../standing.ts';
import { basePath, type JournalEntry, slotPath } from './journal.ts';
import { type Restaged, readRestaged } from './restaged.ts';

/**
 * Writes blobs anew that the index is to have again and that `git gc` has taken, since nothing led to them while the fixes
 * were staged: their bytes are in the journal, or back in the worktree by now. Returns the paths of those that cannot be
 * made again, because a filter of git's does not make of a file what it was made of. To be called before the journal's files
 * go back.
 */
export async function remakeStaged(
  place: GitPlace,
  folder: string,
  entries: readonly JournalEntry[],
): Promise<ReadonlySet<RepoPath>> {
  const lost = new Set<RepoPath>();
  for (const { path, was } of await withoutBlob(place, readRestaged(folder))) {
    if (was.mode === '160000') continue;
    const copies = copiesOf(path, folder, entries, place.cwd);
    if (!(await remake(place, path, was.id, copies))) lost.add(path);
  }
  return lost;
}

/** One git call, where anything was staged at all. */
async function withoutBlob(place: GitPlace, restaged: readonly Restaged[]): Promise<readonly Restaged[]> {
  if (restaged.length === 0) return [];
  const ids = Buffer.from(restaged.map(({ was }) => `${was.id}\n`).join(''));
  const lines = (await git(place, ['cat-file', '--batch-check=%(objectname)'], ids)).toString().split('\n');
  return restaged.filter((_, index) => lines[index]?.endsWith(' missing'));
}

/** Files that hold what was staged, or may: the copy for a merge, the copy that a fixer was handed, the file itself. */
function copiesOf(
  path: RepoPath,
  folder: string,
  entries: readonly JournalEntry[],
  root: string,
): readonly (string | Buffer)[] {
  const own = entries.filter((entry) => entry.path === path);
  const kept = own.flatMap(({ kind, slot }) => (kind === 'handed' ? slotPath(folder, slot) : basePath(folder, slot)));
  return [...kept, onDisk(root, path)].filter((file) => look(file)?.isFile() === true);
}

async function remake(
  place: GitPlace,
  path: RepoPath,
  id: string,
  copies: readonly (string | Buffer)[],
): Promise<boolean> {
  for (const copy of copies) {
    const bytes = readFileSync(copy);
    // By the filters of its path, then as it is; a path that is no text cannot be an argument.
    const filtered = encodePath(path).toString() === path ? [`--path=${path}`] : [];
    for (const option of [...filtered, '--no-filters']) {
      const made = await tryGit(place, ['hash-object', '-w', '--stdin', option], bytes);
      if (made.code === 0 && made.stdout.toString().trim() === id) return true;
    }
  }
  return false;
}
