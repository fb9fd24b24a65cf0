import { type GitPlace, tryGit } from '../git/git.ts';

/** So many commits say what is usual. */
const NEWEST = 50;

/** First lines of the newest commits that are no merges, the newest first; none where there is no commit yet. */
export async function commitTitles(place: GitPlace): Promise<readonly string[]> {
  const { code, stdout } = await tryGit(place, ['log', '--no-merges', `--max-count=${NEWEST}`, '--format=%s']);
  return code === 0 ? stdout.toString().split('\n').slice(0, -1) : [];
}
