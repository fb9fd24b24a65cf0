import type { RepoPath } from '../files.ts';
import type { Origin } from '../memory/origin.ts';
import type { Check } from '../plan.ts';
import type { Sharing } from '../shared/settings.ts';
import type { Standing } from '../standing.ts';
import type { Task, Tier } from '../task.ts';
import type { LastTime } from './last-time.ts';
import type { WhyNot } from './left-out.ts';

/** What a task is explained by: what the next commit or push would judge, or what a run by hand would. */
export type Viewpoint = 'staged' | 'push' | 'worktree' | 'all';

/** What a file is to a task. */
export type FileRole =
  /** It is handed over, or judged with all others. */
  | 'judged'
  /** It matches, and did not change. */
  | 'unchanged'
  /** It changed or not: it is an input, which every pass depends on. */
  | 'input'
  | 'unmatched'
  /** `exclude` leaves it out. */
  | 'excluded'
  /** A config in a folder nearer to it governs it, or none. */
  | 'ungoverned'
  /** A link or a submodule. */
  | 'not-regular'
  | 'deleted'
  | 'folder'
  /** It is on disk, and a rule of git's leaves it out. */
  | 'ignored'
  /** It is on disk, and not in what is looked at. */
  | 'untracked'
  /** Neither is it there, nor does git know it. */
  | 'unknown';

/** A file that was asked about. */
export interface AskedFile {
  readonly path: RepoPath;
  readonly role: FileRole;
  /** What decides: a glob of `exclude`, a rule of git's as `file:line: rule`, or the config that governs it. */
  readonly by?: string;
  /** Where a file went that is gone from its place. */
  readonly renamedTo?: RepoPath;
  /** Whether it holds other bytes on disk than what is looked at. */
  readonly isEdited?: true;
  /** Tasks that are about it, as `tier/task`, where this one is not. */
  readonly others: readonly string[];
}

/** What is known of a task that could run. */
export interface Knowledge {
  readonly check: Check;
  readonly standings: readonly Standing[];
  /** Files, or whole checks, that are remembered, and all of them: `standings` may be fewer. */
  readonly remembered: number;
  readonly total: number;
  /** Files that are not remembered and of which a fix is, so that nothing has to be started for them. */
  readonly fixed: number;
  /** Commands as they would be started, with the files that are not remembered. Empty for a kind of ours. */
  readonly commands: readonly (readonly string[])[];
  readonly versions: Origin['versions'];
}

/** A task as the config has it. */
export interface WrittenTask {
  /** Where its keys stand, as `file:line`; `''` is the task itself, and `on` its tier's. A config that is a program has the file alone. */
  readonly places: Readonly<Record<string, string>>;
  /** Globs of the files that it is not about. */
  readonly exclude: readonly string[];
  /** Globs of the branches that its `when` names. */
  readonly branches: readonly string[];
}

/** What becomes of its passes on other machines: what is given, or why nothing is. */
export interface SharedFate {
  readonly store: string;
  readonly sharing: Sharing;
  /** Whether passes of others are taken. */
  readonly reads: boolean;
  /** Why nothing that passes here goes to others, without its period; undefined: it does. */
  readonly keptBack?: string;
}

/** All there is to say of one task of a tier. */
export interface Explanation {
  readonly task: Task;
  readonly tier: Pick<Tier, 'name' | 'on' | 'audit'>;
  readonly viewpoint: Viewpoint;
  readonly written: WrittenTask;
  /** Undefined: it would run, or be recalled. */
  readonly whyNot?: WhyNot;
  /** The file that was asked for. */
  readonly file?: AskedFile;
  /** Undefined for a task that is left out, unless a file was asked for that it is about. */
  readonly knowledge?: Knowledge;
  /** Tasks that run before it and may rewrite its files: it then looks at what they leave. */
  readonly rewriters: readonly string[];
  /** Gates that judge what it leaves, and what that is. */
  readonly gates: readonly { readonly gate: string; readonly from: readonly string[] }[];
  /** Absent where nothing is shared. */
  readonly shared?: SharedFate;
  /** Names of variables that it sees and no pass depends on. */
  readonly uncovered: readonly string[];
  /** Absent where no run of it is noted. */
  readonly last?: LastTime;
  /** Commits that were made of what passed, by the time at which that run began. */
  readonly commits: ReadonlyMap<string, string>;
  readonly notes: readonly string[];
}
