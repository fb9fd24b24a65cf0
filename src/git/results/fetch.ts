import { tryGit } from '../git.ts';
import { type ReachLimits, reach } from './reach.ts';
import { type ResultsRepository, SEEN } from './repository.ts';

/** What became of a look at the branch. */
export type FetchEnd =
  /** `tip`: the commit that it is at; undefined where the remote has no such branch. */
  | { readonly type: 'seen'; readonly tip: string | undefined }
  /** `said`: a part of a sentence, without credentials. */
  | { readonly type: 'failed'; readonly said: string };

/** Fetches the newest state of the branch, without its history. Never rejects for what the remote or the network does. */
export async function fetchResults(results: ResultsRepository, limits: ReachLimits): Promise<FetchEnd> {
  const { remote, ref } = results;
  const args = ['fetch', '--quiet', '--force', '--no-tags', '--no-write-fetch-head', '--depth=1'];
  const end = await reach(results, [...args, '--end-of-options', remote, `${ref}:${SEEN}`], limits);
  if (end.type === 'stopped') return { type: 'failed', said: end.said };
  if (end.code === 0) return { type: 'seen', tip: await seenTip(results) };
  if (!/couldn't find remote ref/.test(end.said)) return { type: 'failed', said: end.said };
  await tryGit(results.place, ['update-ref', '-d', SEEN]);
  return { type: 'seen', tip: undefined };
}

/** The commit that the branch was at when it was seen last; undefined: none was. */
async function seenTip({ place }: Pick<ResultsRepository, 'place'>): Promise<string | undefined> {
  const { code, stdout } = await tryGit(place, ['rev-parse', '--verify', '--quiet', `${SEEN}^{commit}`]);
  return code === 0 ? stdout.toString().trim() : undefined;
}
