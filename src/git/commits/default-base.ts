import { type GitPlace, git, tryGit } from '../git.ts';

/** Where the base of a comparison is looked for when nobody names one. */
export interface BaseHints {
  /** The remote that is pushed to: its name, or the URL of one that has none. */
  readonly remote: string;
  /** The branch that a pull request wants to go into, as the CI calls it. */
  readonly pullRequestBase: string | undefined;
}

/** Where git keeps the branches of remotes as they were last seen. */
export const REMOTES = 'refs/remotes/';

/** Names that a default branch has where nothing says which it is. */
const USUAL = ['main', 'master', 'trunk', 'develop'];

/**
 * The pull request's base, else the default branch of the remote, else that of `origin`: a fork that is pushed to often has
 * nothing but the branches that were pushed there. A name such as `origin/main`, to be looked up below `refs/remotes/`;
 * undefined when nothing of a remote is known here.
 * Rejects with an `Error` that names the command that helps where there are branches and none is known to be the default.
 */
export async function chooseBase(place: GitPlace, { remote, pullRequestBase }: BaseHints): Promise<string | undefined> {
  if (pullRequestBase !== undefined && pullRequestBase !== '') return `${remote}/${pullRequestBase}`;
  const branches = await remoteBranches(place);
  const remotes = [...new Set([remote, 'origin'])].map((name) => ({
    name,
    known: branches.filter((branch) => branch.startsWith(`${name}/`) && branch !== `${name}/HEAD`),
  }));
  for (const { name, known } of remotes) {
    const declared = branches.includes(`${name}/HEAD`) ? await declaredDefault(place, name) : undefined;
    const chosen = [declared, ...USUAL.map((usual) => `${name}/${usual}`)].find(
      (branch) => branch !== undefined && known.includes(branch),
    );
    if (chosen !== undefined) return chosen;
  }
  const first = remotes.find(({ known }) => known.length > 0);
  if (first === undefined || first.known.length === 1) return first?.known[0];
  throw new Error(
    `the default branch of ${first.name} is not known, so there is nothing to compare with: git remote set-head ${first.name} --auto`,
  );
}

async function remoteBranches(place: GitPlace): Promise<readonly string[]> {
  const listed = await git(place, ['for-each-ref', '--format=%(refname)', REMOTES]);
  return listed
    .toString()
    .split('\n')
    .filter((name) => name !== '')
    .map((name) => name.slice(REMOTES.length));
}

/** What `git clone` and `git remote set-head` wrote down. */
async function declaredDefault(place: GitPlace, remote: string): Promise<string | undefined> {
  const head = await tryGit(place, ['symbolic-ref', '--quiet', `${REMOTES}${remote}/HEAD`]);
  return head.code === 0 ? head.stdout.toString().trim().slice(REMOTES.length) : undefined;
}
