import type { ChangedLines } from '../core/contracts.ts';
import { emptyTree, findCommit, mergeBase } from './commits.ts';
import { DIFF_LINES_ARGS, parseDiffLines } from './diff-lines.ts';
import { type GitPlace, git, tryGit } from './git.ts';

/** What is judged: a commit, or the tree that is about to become the child of HEAD. */
export type Judged =
  | { readonly type: 'commit'; readonly commit: string }
  | { readonly type: 'index' }
  | { readonly type: 'worktree' };

/** The lines and what they were compared with. */
export interface ComparedLines {
  readonly lines: ChangedLines;
  /** Id of the merge base, or of the empty tree. */
  readonly base: string;
  /** For people: `origin/main`. */
  readonly since: string;
}

/** Where the base of a comparison is looked for when nobody names one. */
export interface BaseHints {
  /** The remote that is pushed to. */
  readonly remote: string;
  /** The branch that a pull request wants to go into, as the CI calls it. */
  readonly pullRequestBase: string | undefined;
}

/**
 * The lines that changed since the merge base with `base`: by default the pull request's base, else the remote's default
 * branch. Where the remote has nothing at all, everything is new.
 * Rejects with an `Error` that names the ref and the command that helps when there is no merge base.
 */
export async function changedLinesSince(
  place: GitPlace,
  judged: Judged,
  base: string | undefined,
  hints: BaseHints,
): Promise<ComparedLines> {
  const head = judged.type === 'commit' ? judged.commit : await findCommit(place, 'HEAD');
  const ref = base ?? (await defaultBase(place, hints));
  if (head === undefined || ref === undefined) return compare(place, judged, await emptyTree(place), 'the beginning');
  if ((await findCommit(place, ref)) === undefined) {
    throw new Error(
      `\`${ref}\` is not known here, so there is nothing to compare with: git fetch ${fetchArguments(ref)}`,
    );
  }
  const from = await mergeBase(place, ref, head);
  if (from === undefined) {
    throw new Error(
      `no common ancestor with \`${ref}\` is known here: git fetch --unshallow, or name another \`base\``,
    );
  }
  return compare(place, judged, from, ref);
}

/** Undefined when the remote has no branch that is known here. */
async function defaultBase(place: GitPlace, { remote, pullRequestBase }: BaseHints): Promise<string | undefined> {
  if (pullRequestBase !== undefined && pullRequestBase !== '') return `${remote}/${pullRequestBase}`;
  const head = await tryGit(place, ['symbolic-ref', '--quiet', '--short', `refs/remotes/${remote}/HEAD`]);
  if (head.code === 0) return head.stdout.toString().trim();
  const listed = await git(place, ['for-each-ref', '--format=%(refname:lstrip=2)', `refs/remotes/${remote}/`]);
  const branches = listed
    .toString()
    .split('\n')
    .filter((name) => name !== '');
  const usual = ['main', 'master', 'trunk', 'develop'].map((name) => `${remote}/${name}`);
  const known = usual.find((name) => branches.includes(name)) ?? (branches.length === 1 ? branches[0] : undefined);
  if (known !== undefined || branches.length === 0) return known;
  throw new Error(
    `the default branch of ${remote} is not known, so there is nothing to compare with: git remote set-head ${remote} --auto`,
  );
}

async function compare(place: GitPlace, judged: Judged, base: string, since: string): Promise<ComparedLines> {
  const sides = {
    commit: () => [base, judged.type === 'commit' ? judged.commit : ''],
    index: () => ['--cached', base],
    worktree: () => [base],
  };
  const output = await git(place, [...DIFF_LINES_ARGS, ...sides[judged.type](), '--']);
  return { lines: parseDiffLines(output.toString('latin1')), base, since };
}

function fetchArguments(ref: string): string {
  const [remote, ...branch] = ref.split('/');
  return branch.length === 0 ? `origin ${ref}` : `${remote} ${branch.join('/')}`;
}
