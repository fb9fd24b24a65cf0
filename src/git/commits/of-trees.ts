import { type GitPlace, tryGit } from '../git.ts';

/** Commits that are looked at, the newest first: a pass is asked about for days, not for years. */
const MOST_COMMITS = 2000;

/** The newest commit of each of these trees, of all branches; those that none has are left out. */
export async function commitsOfTrees(
  place: GitPlace,
  trees: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const commits = new Map<string, string>();
  if (trees.size === 0) return commits;
  const { code, stdout } = await tryGit(place, [
    'log',
    '--all',
    `--max-count=${MOST_COMMITS}`,
    '--format=%H %T',
    '--no-show-signature',
  ]);
  // There is none before the first.
  if (code !== 0) return commits;
  for (const line of stdout.toString().split('\n')) {
    const [commit = '', tree = ''] = line.split(' ');
    if (trees.has(tree) && !commits.has(tree)) commits.set(tree, commit);
  }
  return commits;
}
