import type { RepoPath } from './files.ts';
import type { Finding, SkipReason } from './outcome.ts';
import type { OverBudget, SourceLine } from './remarks.ts';
import type { TestsRecord } from './tests-record.ts';

/** Who asked for a skip. */
export type SkippedBy = 'env' | 'git-config' | 'cli' | 'once';

/** A task or gate that was left out at someone's wish. */
export interface Skip {
  readonly task: string;
  readonly by: SkippedBy;
  readonly reason: string;
}

/** One check of the record. */
export interface CheckRecord {
  readonly tier: string;
  readonly task: string;
  /** Folder of the config, where it is not the root. */
  readonly root?: RepoPath;
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped' | 'cancelled';
  /** Only for a skipped check. */
  readonly reason?: SkipReason;
  /** For a broken check: why. For a skipped one: what there was nothing of to look at, where the tool says so. */
  readonly message?: string;
  /** What `uses` of the task says; only where it neither passed nor was skipped. */
  readonly uses?: string;
  /** Whether the whole outcome was remembered. */
  readonly cached: boolean;
  /** Files that it is about in this run. */
  readonly files: number;
  /** Those of them that it really looked at. */
  readonly filesRun: number;
  /** Those of them whose passes are remembered, and that were looked at again to see whether these are true. */
  readonly audited?: number;
  /** Which of its tests it runs, for a task that may leave some out. */
  readonly tests?: TestsRecord;
  /** Milliseconds from the beginning of the run until it began to work; absent where it did not, and in records of old. */
  readonly startedMs?: number;
  /** Milliseconds, without those that it waited for its turn. */
  readonly durationMs: number;
  /** The first command as it was run, when one was. */
  readonly command?: readonly string[];
  readonly findings: readonly Finding[];
  /** Files that it rewrote. */
  readonly rewrote: readonly RepoPath[];
  /** The tool's own words where no finding could be read from them. */
  readonly output?: string;
  /** Where the whole output is kept. */
  readonly log?: string;
  /** A failure that does not refuse. */
  readonly warn?: boolean;
  /** Whether nobody can skip it. */
  readonly required?: boolean;
}

/** One gate of the record; gates add keys of their own. */
export interface GateRecord {
  readonly tier: string;
  readonly gate: string;
  /** Folder of the config, where it is not the root. */
  readonly root?: RepoPath;
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped';
  readonly findings: readonly Finding[];
  /** Lines for a person, one per judgment, each with the sign of its status. */
  readonly summary: readonly GateLine[];
  readonly [extra: string]: unknown;
}

/** One line that a gate says. */
export interface GateLine {
  readonly status: 'passed' | 'failed' | 'broken' | 'skipped' | 'note';
  readonly text: string;
}

/** How a commit was made, as far as is known here. */
export interface CommitRecord {
  readonly id: string;
  /** First line of the message. */
  readonly subject: string;
  /** Name of whoever made it. */
  readonly committer: string;
  /** `proven`: what it changes was accepted in these bytes; `skipped`: with something left out; `unproven`: nobody knows. */
  readonly state: 'proven' | 'skipped' | 'unproven';
  /** What was left out, and why. */
  readonly skips: readonly Skip[];
}

/** All there is to know about one run. Reports are pure functions of it. Plain JSON. */
export interface RunRecord {
  readonly version: 1;
  /** The hook, the CI event, or `manual`. */
  readonly trigger: string;
  readonly tier: readonly string[];
  readonly accepted: boolean;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** Id of the tree that was judged; null where there is none, such as a worktree that was never written. */
  readonly tree: string | null;
  /** Id of the tree that it was compared with, of which what changed is what was looked at. */
  readonly base?: string;
  /** For a push: the ref whose tip was judged. */
  readonly ref?: string;
  /** Options of `run` that choose the same files again, such as `--staged`, or `--from`, a commit, `--to`, a commit. */
  readonly selection?: readonly string[];
  /** Words behind the program's name that make it again; absent where that is a `run`. */
  readonly again?: readonly string[];
  /** What git handed to the hook, or a person to `run`; absent where that was nothing. */
  readonly hookArguments?: readonly string[];
  /** False where it used nothing of what is remembered and left nothing to remember (`--no-cache`); else absent. */
  readonly cache?: false;
  /** For a range that was verified: its commits, the oldest first. */
  readonly commits?: readonly CommitRecord[];
  readonly checks: readonly CheckRecord[];
  readonly gates: readonly GateRecord[];
  readonly skips: readonly Skip[];
  /** Things that a person should know and that refuse nothing. */
  readonly notes: readonly string[];
  /** Reasons to refuse that belong to no check. */
  readonly refusals: readonly string[];
  /** Lines that findings of a refused run are about; absent where there is none to show. */
  readonly sources?: readonly SourceLine[];
  /** Tiers that took longer than they should; absent where none did. */
  readonly overBudget?: readonly OverBudget[];
}

/** Whether the commit or push may go on. */
export function isAccepted(run: Pick<RunRecord, 'checks' | 'gates' | 'refusals'>): boolean {
  return (
    run.refusals.length === 0 &&
    run.checks.every((check) => check.status === 'passed' || check.status === 'skipped' || check.warn === true) &&
    run.gates.every((gate) => gate.status === 'passed' || gate.status === 'skipped')
  );
}
