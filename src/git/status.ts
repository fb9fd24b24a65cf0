import type { RepoPath } from '../core/files.ts';
import { decodePath, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git } from './git.ts';

/** How the worktree differs from the index. */
export interface WorktreeStatus {
  /** Tracked paths whose content, mode or kind on disk is not that of the index, and how. Submodules are left out. */
  readonly edited: ReadonlyMap<RepoPath, 'modified' | 'deleted' | 'intent-to-add'>;
  /** Untracked files that are not ignored. Repositories inside the repository are left out. */
  readonly untracked: readonly RepoPath[];
}

/** Asks git in one call; `untracked: 'none'` spares the walk through the folders. See git-status(1), "Porcelain Format Version 2". */
export async function readStatus(place: GitPlace, untracked: 'all' | 'none'): Promise<WorktreeStatus> {
  const files = `--untracked-files=${untracked === 'all' ? 'all' : 'no'}`;
  const args = ['status', '--porcelain=v2', '-z', files, '--ignored=no', '--no-renames', '--ignore-submodules=all'];
  return parseStatus(await git(place, args));
}

/** Reads the output of `git status --porcelain=v2 -z --no-renames`. */
export function parseStatus(output: Buffer): WorktreeStatus {
  const edited = new Map<RepoPath, 'modified' | 'deleted' | 'intent-to-add'>();
  const untracked: RepoPath[] = [];
  for (const field of splitFields(output)) {
    const type = String.fromCharCode(field[0] ?? 0);
    if (type === '?') untracked.push(decodePath(field.subarray(2)));
    if (type !== '1') continue;
    const state = String.fromCharCode(field[3] ?? 0);
    const path = decodePath(afterSpaces(field, 8));
    if (state === 'M' || state === 'T') edited.set(path, 'modified');
    else if (state === 'D') edited.set(path, 'deleted');
    else if (state === 'A') edited.set(path, 'intent-to-add');
  }
  return { edited, untracked: untracked.filter((path) => !path.endsWith('/')) };
}

function afterSpaces(field: Buffer, count: number): Buffer {
  let position = 0;
  for (let seen = 0; seen < count; seen += 1) position = field.indexOf(32, position) + 1;
  return field.subarray(position);
}
