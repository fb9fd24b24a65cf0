import type { RepoPath } from '../core/files.ts';
import { decodePath, isUtf8, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git } from './git.ts';

type Edit = 'modified' | 'deleted' | 'intent-to-add';

/** How the worktree differs from the index. */
export interface WorktreeStatus {
  /** Tracked paths whose content, mode or kind on disk is not that of the index, and how. Submodules are left out. */
  readonly edited: ReadonlyMap<RepoPath, Edit>;
  /** Untracked files that are not ignored. Repositories inside the repository are left out. */
  readonly untracked: readonly RepoPath[];
}

const EDITS: Readonly<Record<string, Edit>> = { M: 'modified', T: 'modified', D: 'deleted', A: 'intent-to-add' };

/** Up to so many paths git is asked about them alone: it compares each path that it knows with each that it is given. */
const FEW = 32;

/**
 * Asks git in one call; `untracked: 'none'` spares the walk through the folders. See git-status(1), "Porcelain Format Version 2".
 * `about`: paths that matter; others may be absent from the answer.
 */
export async function readStatus(
  place: GitPlace,
  untracked: 'all' | 'none',
  about?: readonly RepoPath[],
): Promise<WorktreeStatus> {
  const files = `--untracked-files=${untracked === 'all' ? 'all' : 'no'}`;
  const args = ['status', '--porcelain=v2', '-z', files, '--ignored=no', '--no-renames', '--ignore-submodules=all'];
  const isAsked = about !== undefined && about.length > 0 && about.length <= FEW && about.every(isUtf8);
  return parseStatus(await git(place, isAsked ? [...args, '--', ...about] : args));
}

/** Reads the output of `git status --porcelain=v2 -z --no-renames`. */
function parseStatus(output: Buffer): WorktreeStatus {
  const edited = new Map<RepoPath, Edit>();
  const untracked: RepoPath[] = [];
  for (const field of splitFields(output)) {
    const type = letterAt(field, 0);
    if (type === '?') untracked.push(decodePath(field.subarray(2)));
    // "1 <XY> <sub> <mH> <mI> <mW> <hH> <hI> <path>": Y is the worktree's side, and <sub> begins with S for a submodule.
    if (type !== '1' || letterAt(field, 5) === 'S') continue;
    const edit = EDITS[letterAt(field, 3)];
    if (edit !== undefined) edited.set(decodePath(afterSpaces(field, 8)), edit);
  }
  return { edited, untracked: untracked.filter((path) => !path.endsWith('/')) };
}

function letterAt(field: Buffer, index: number): string {
  return String.fromCharCode(field[index] ?? 0);
}

function afterSpaces(field: Buffer, count: number): Buffer {
  let position = 0;
  for (let seen = 0; seen < count; seen += 1) position = field.indexOf(32, position) + 1;
  return field.subarray(position);
}
