import type { FileSet, RepoPath } from '../../core/files.ts';
import type { GitPlace } from '../git.ts';
import { hashUnkept } from '../objects/hash-files.ts';
import { NOTHING_DIFFERS, readStatus, type WorktreeStatus } from '../status.ts';
import type { Compared } from './doubtful.ts';
import { withoutSameBytes } from './same-bytes.ts';

/** From how many files on it takes less time to let git read them than to name them, which it compares with all that it tracks. */
const MANY_FILES = 32;
/** The same for names and a walk through the worktree, and for how long all names may be: arguments are limited. */
const MANY_NAMES = 256;
const MANY_BYTES = 24_000;

/**
 * Asks git about these paths and no others: tracked ones that may differ from the index, and untracked files and folders,
 * which it goes through. One process; two where many tracked files have to be read; none for no paths, and for few that hold
 * what the index has. Only where hundreds of names would be needed, git goes through the worktree.
 */
export async function askGit(
  place: GitPlace,
  index: FileSet,
  { unread: doubtful, odd }: Pick<Compared, 'unread' | 'odd'>,
  untracked: readonly RepoPath[],
): Promise<WorktreeStatus> {
  const isMany = doubtful.length > MANY_FILES;
  const unread = isMany ? doubtful : withoutSameBytes(place.cwd, index, doubtful);
  const [status, edited] = await Promise.all([
    askByName(place, isMany ? odd : [...odd, ...unread], untracked),
    isMany ? askByContent(place, index, unread) : NOTHING_DIFFERS.edited,
  ]);
  return { ...status, edited: new Map([...status.edited, ...edited]) };
}

async function askByName(
  place: GitPlace,
  tracked: readonly RepoPath[],
  untracked: readonly RepoPath[],
): Promise<WorktreeStatus> {
  const names = [...tracked, ...untracked];
  if (names.length === 0) return NOTHING_DIFFERS;
  const isLong = names.length > MANY_NAMES || Buffer.byteLength(names.join()) > MANY_BYTES;
  return readStatus(place, untracked.length === 0 ? 'none' : 'all-and-ignored', isLong ? undefined : names);
}

/** Git reads them and we compare. Line endings may make a file seem edited that is not: it is hidden, and comes back. */
async function askByContent(
  place: GitPlace,
  index: FileSet,
  paths: readonly RepoPath[],
): Promise<WorktreeStatus['edited']> {
  const ids = await hashUnkept(place, paths);
  if (ids === undefined) return (await readStatus(place, 'none')).edited;
  return new Map(paths.flatMap((path, at) => (index.get(path)?.id === ids[at] ? [] : [[path, 'modified'] as const])));
}
