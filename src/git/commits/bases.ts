import { type GitPlace, git, tryGit } from '../git.ts';
import { type CommitGraph, independent, waysOut } from './graph.ts';

/**
 * Arguments by which git lists commits that it reads, with their parents, children first. Ids that are not here are passed
 * over: no partial clone asks its remote for them.
 */
export const LIST_COMMITS: readonly string[] = [
  'rev-list',
  '--topo-order',
  '--parents',
  '--ignore-missing',
  '--missing=allow-any',
  '--stdin',
];

/** Commits that are named to git one by one as arguments; for more than these it lists the whole history. */
const MOST_ARGUMENTS = 500;

/**
 * What each commit is to be compared with by somebody who has some commits and all that they lead to: the newest ancestors
 * that he has, none of which leads to another. The commit itself where he has it; nothing where the histories never meet.
 * Ids that are not known here count for nothing. `tips`: ids of commits. No more git calls for many than for two.
 */
export async function findBases(
  place: GitPlace,
  tips: readonly string[],
  had: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const known = new Set(had);
  const open = tips.filter((tip) => !known.has(tip));
  if (had.length === 0) return new Map(tips.map((tip) => [tip, []]));
  if (open.length === 0) return new Map(tips.map((tip) => [tip, [tip]]));
  const missing = await listCommits(place, [...new Set(open), ...had.map((id) => `^${id}`)]);
  const ways = waysOut(missing);
  const found = tips.map((tip) => [tip, ways.get(tip) ?? [tip]] as const);
  const between = await commitsBetween(place, [...new Set(found.flatMap(([, ends]) => (ends.length > 1 ? ends : [])))]);
  return new Map(found.map(([tip, ends]) => [tip, independent(ends, between)]));
}

/** All that lies between commits, themselves included. */
async function commitsBetween(place: GitPlace, commits: readonly string[]): Promise<CommitGraph> {
  if (commits.length < 2) return new Map();
  const isFew = commits.length <= MOST_ARGUMENTS;
  const common = isFew ? await tryGit(place, ['merge-base', '--octopus', ...commits]) : undefined;
  const lowest = common?.code === 0 ? [`^${common.stdout.toString().trim()}`] : [];
  return listCommits(place, [...commits, ...lowest]);
}

async function listCommits(place: GitPlace, revisions: readonly string[]): Promise<CommitGraph> {
  const output = await git(place, LIST_COMMITS, Buffer.from(`${revisions.join('\n')}\n`));
  const graph = new Map<string, readonly string[]>();
  for (const line of output.toString('latin1').split('\n')) {
    const [commit, ...parents] = line.split(' ');
    if (commit !== undefined && commit !== '') graph.set(commit, parents);
  }
  return graph;
}
