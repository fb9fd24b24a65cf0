import type { RunEntry } from '../../core/runs/entry.ts';
import { acceptedTrees, type Unchecked } from '../../core/runs/history.ts';
import type { Tier } from '../../core/task.ts';
import { readChanges } from '../../git/commits/log.ts';
import { headMoves, type RefMove, remoteMoves } from '../../git/commits/reflog.ts';
import type { GitPlace } from '../../git/git.ts';
import type { Repository } from '../../git/repository.ts';
import { openProofs } from '../memory/proofs.ts';
import { isProvenByFile } from '../pushes/commit-states.ts';

/** Moves of a ref that are looked at: some weeks of work. */
const MOST_MOVES = 1000;

/**
 * How the reflog begins a commit that somebody made, in the middle of a pick or a rebase too: those that go through by
 * themselves, and fast-forwards, run no hook that could be avoided.
 */
const MADE = /^commit(?: \((?:initial|amend|merge|cherry-pick|rebase)\))?: /;
/** What it says where a push moved the branch of a remote. */
const PUSHED = 'update by push';
const REMOTES = 'refs/remotes/';

/** A repository, whose reflogs are read. */
export interface Reflogged {
  readonly repository: Pick<Repository, 'commonDir'>;
  readonly place: GitPlace;
}

/**
 * What was committed and pushed from this worktree, as far back as runs are logged, and that no run accepted: the commits
 * whose changes no run looked at, by the tiers of today, and the pushes of trees that none was about.
 */
export async function findUnchecked(
  at: Reflogged,
  tiers: readonly Tier[],
  runs: readonly RunEntry[],
): Promise<readonly Unchecked[]> {
  const since = Math.min(...runs.map(({ startedAt }) => Date.parse(startedAt)));
  const isLogged = (move: RefMove) => move.at >= since;
  const commits = (await headMoves(at.place, MOST_MOVES)).filter((move) => isLogged(move) && MADE.test(move.message));
  const pushes = (await remoteMoves(at.place, MOST_MOVES)).filter((move) => isLogged(move) && move.message === PUSHED);
  return [...(await uncheckedCommits(commits, at, tiers, runs)), ...uncheckedPushes(pushes, tiers, runs)];
}

async function uncheckedCommits(
  moves: readonly RefMove[],
  { repository, place }: Reflogged,
  tiers: readonly Tier[],
  runs: readonly RunEntry[],
): Promise<readonly Unchecked[]> {
  const accepted = acceptedTrees(runs, ['pre-commit', 'pre-merge-commit']);
  const doubtful = moves.filter(({ tree }) => !accepted.has(tree));
  const changes = await readChanges(place, [...new Set(doubtful.map(({ commit }) => commit))]);
  const proofs = openProofs(repository);
  const sought = tiersOn('pre-commit', tiers).map((tier) => ({ tier, left: [] }));
  return doubtful.flatMap(({ commit, at, subject }) => {
    const changed = changes.get(commit) ?? new Map();
    const isProven = sought.every((one) => isProvenByFile({ changed }, one, proofs));
    return isProven ? [] : [{ what: 'commit', at, commit, subject }];
  });
}

function uncheckedPushes(
  moves: readonly RefMove[],
  tiers: readonly Tier[],
  runs: readonly RunEntry[],
): readonly Unchecked[] {
  if (tiersOn('pre-push', tiers).length === 0) return [];
  const accepted = acceptedTrees(runs, ['pre-push']);
  return moves.flatMap(({ tree, at, commit, subject, ref }) =>
    accepted.has(tree) ? [] : [{ what: 'push', at, commit, subject, ref: ref.slice(REMOTES.length) }],
  );
}

function tiersOn(hook: string, tiers: readonly Tier[]): readonly Tier[] {
  return tiers.filter(({ on }) => on.includes(hook));
}
