import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PastRuns } from '../../core/explain/last-time.ts';
import { commitsOfTrees } from '../../git/commits/of-trees.ts';
import type { GitPlace } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { replaceFile } from '../../system/kept/replace-file.ts';
import { readLastRun } from '../records/last-record.ts';
import { readRuns } from '../records/run-log.ts';

/** What is kept of the runs of a repository, apart from what passes were made with. */
export type Past = Omit<PastRuns, 'origins'>;

/** Reads what is kept of runs: of the last one of this worktree, and of all. */
export function readPast(repository: Repository): Past {
  return {
    records: readLastRun(repository.gitDir) ?? [],
    entries: readRuns(repository),
    clearedAt: readClearing(repository),
  };
}

/** Commits that were made of what runs accepted, by the time at which these began. `at`: the times that are asked about. */
export async function commitsOfRuns(
  { entries }: Past,
  at: ReadonlySet<string>,
  place: GitPlace,
): Promise<ReadonlyMap<string, string>> {
  const trees = new Map(
    entries.flatMap(({ startedAt, tree }) => (tree !== null && at.has(startedAt) ? [[startedAt, tree]] : [])),
  );
  const commits = await commitsOfTrees(place, new Set(trees.values()));
  return new Map([...trees].flatMap(([time, tree]) => (commits.has(tree) ? [[time, commits.get(tree) ?? '']] : [])));
}

/** Notes when all passes were forgotten. A git directory that cannot be written to costs an explanation and nothing else. */
export function noteClearing(repository: Pick<Repository, 'commonDir'>, at: string): void {
  const file = clearingFile(repository);
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFile(file, `${at}\n`);
  } catch {
    // What is not noted is not explained.
  }
}

function readClearing(repository: Pick<Repository, 'commonDir'>): string | undefined {
  try {
    const at = readFileSync(clearingFile(repository), 'utf8').trim();
    return Number.isNaN(Date.parse(at)) ? undefined : at;
  } catch {
    return undefined;
  }
}

function clearingFile({ commonDir }: Pick<Repository, 'commonDir'>): string {
  return join(commonDir, 'lattice-hooks', 'cleared');
}
