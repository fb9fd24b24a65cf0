import type { RepoPath } from '../core/files.ts';
import { decodePath, isUtf8, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, git } from './git.ts';

/** How a tracked path differs on disk from what the index holds. */
export type Edit = 'modified' | 'deleted' | 'intent-to-add';

/** How the worktree differs from the index. */
export interface WorktreeStatus {
  /** Tracked paths whose content, mode or kind on disk is not that of the index, and how. Submodules are left out. */
  readonly edited: ReadonlyMap<RepoPath, Edit>;
  /** Untracked files that are not ignored. Repositories inside the repository are left out. */
  readonly untracked: readonly RepoPath[];
  /** Files that are ignored, where that was asked. */
  readonly ignored: readonly RepoPath[];
  /** Folders that git does not look into, where that was asked: ignored as a whole, or a repository of their own. */
  readonly closed: ReadonlySet<RepoPath>;
}

/** A worktree that does not differ. */
export const NOTHING_DIFFERS: WorktreeStatus = { edited: new Map(), untracked: [], ignored: [], closed: new Set() };

/** What is told of files that are not tracked: nothing, which ones there are, or also which folders are ignored. */
export type Untracked = 'none' | 'all' | 'all-and-ignored';

const EDITS: Readonly<Record<string, Edit>> = { M: 'modified', T: 'modified', D: 'deleted', A: 'intent-to-add' };

/**
 * Asks git in one call; `untracked: 'none'` spares the walk through the folders. See git-status(1), "Porcelain Format Version 2".
 * `about`: tracked and untracked paths that matter, at least one; others may be in the answer. Without it git goes through the
 * whole worktree. Each path is compared with each that git knows: hundreds take longer than all.
 */
export async function readStatus(
  place: GitPlace,
  untracked: Untracked,
  about?: readonly RepoPath[],
): Promise<WorktreeStatus> {
  const files = [
    `--untracked-files=${untracked === 'none' ? 'no' : 'all'}`,
    `--ignored=${untracked === 'all-and-ignored' ? 'matching' : 'no'}`,
  ];
  const args = ['status', '--porcelain=v2', '-z', ...files, '--no-renames', '--ignore-submodules=all'];
  return parseStatus(await git(place, [...args, '--', ...asArguments(about ?? [])]));
}

/** Names that cannot be an argument are asked about by their folder; by `.`, at the top. */
function asArguments(paths: readonly RepoPath[]): readonly string[] {
  const names = paths.map((path) => {
    let name = path;
    while (!isUtf8(name)) name = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    return name === '' ? '.' : name;
  });
  return [...new Set(names)];
}

/** Reads the output of `git status --porcelain=v2 -z --no-renames`. */
function parseStatus(output: Buffer): WorktreeStatus {
  const edited = new Map<RepoPath, Edit>();
  const untracked: RepoPath[] = [];
  const ignored: RepoPath[] = [];
  const closed = new Set<RepoPath>();
  for (const field of splitFields(output)) {
    const type = letterAt(field, 0);
    if (type === '?' || type === '!') {
      const path = decodePath(field.subarray(2));
      if (path.endsWith('/')) closed.add(path.slice(0, -1));
      else (type === '?' ? untracked : ignored).push(path);
    }
    // "1 <XY> <sub> <mH> <mI> <mW> <hH> <hI> <path>": Y is the worktree's side, and <sub> begins with S for a submodule.
    if (type !== '1' || letterAt(field, 5) === 'S') continue;
    const edit = EDITS[letterAt(field, 3)];
    if (edit !== undefined) edited.set(decodePath(afterSpaces(field, 8)), edit);
  }
  return { edited, untracked, ignored, closed };
}

function letterAt(field: Buffer, index: number): string {
  return String.fromCharCode(field[index] ?? 0);
}

function afterSpaces(field: Buffer, count: number): Buffer {
  let position = 0;
  for (let seen = 0; seen < count; seen += 1) position = field.indexOf(32, position) + 1;
  return field.subarray(position);
}
