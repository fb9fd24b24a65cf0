import { type GitPlace, git, tryGit } from '../git.ts';

/** One move of a ref, as its reflog has it, see git-reflog(1). */
export interface RefMove {
  /** What it has moved to: ids. */
  readonly commit: string;
  readonly tree: string;
  /** Milliseconds since 1970, to the second. */
  readonly at: number;
  /** As it was asked for: `HEAD`, `refs/remotes/origin/main`. */
  readonly ref: string;
  /** What git says of it, such as `commit (amend): Mend the build`. */
  readonly message: string;
  /** First line of the commit's message. */
  readonly subject: string;
}

/** `%gD` ends with the time of the move where dates are asked for, see git-log(1). */
const FIELDS = ['%H', '%T', '%gD', '%gs', '%s'];

/** The last `most` moves of HEAD in this worktree, the newest first. None before the first commit, and where there is no reflog. */
export async function headMoves(place: GitPlace, most: number): Promise<readonly RefMove[]> {
  const head = await tryGit(place, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  return head.code === 0 ? readMoves(place, ['HEAD'], most) : [];
}

/** The last `most` moves of what is known here of the branches of remotes, the newest first. */
export function remoteMoves(place: GitPlace, most: number): Promise<readonly RefMove[]> {
  return readMoves(place, ['--remotes'], most);
}

async function readMoves(place: GitPlace, refs: readonly string[], most: number): Promise<readonly RefMove[]> {
  const format = ['-z', '--no-show-signature', '--encoding=UTF-8', `--format=tformat:${FIELDS.join('%x00')}`];
  const args = ['log', '--walk-reflogs', '--date=unix', `--max-count=${most}`, ...format, ...refs, '--'];
  const fields = (await git(place, args)).toString().split('\0');
  const moves: RefMove[] = [];
  for (let at = 0; at + FIELDS.length <= fields.length; at += FIELDS.length) {
    const [commit = '', tree = '', selector = '', message = '', subject = ''] = fields.slice(at);
    const [, ref, seconds] = /^(.*)@\{(\d+)\}$/.exec(selector) ?? [];
    if (ref !== undefined) moves.push({ commit, tree, at: Number(seconds) * 1000, ref, message, subject });
  }
  return moves.sort((a, b) => b.at - a.at);
}
