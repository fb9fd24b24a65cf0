import { isRegular, type RepoPath, type Snapshot } from './files.ts';
import { pathTest } from './globs.ts';
import { type Governed, governedPaths, matching } from './governed.ts';
import type { SkipReason } from './outcome.ts';
import { type CommandLine, canFix, type Task, type Tier } from './task.ts';

/** A task together with the files it is about in this run. */
export interface Check {
  readonly task: Task;
  /** Whether it may rewrite files in this run. */
  readonly writes: boolean;
  /** Files handed over where the command asks for them: changed ones; all matching ones when none of those is left. */
  readonly files: readonly RepoPath[];
  /** Files that the outcome depends on: for `file` scope the files themselves, for `project` all that match. */
  readonly dependsOn: readonly RepoPath[];
}

/** A task that this run leaves out, and why. */
export interface LeftOut {
  readonly task: Task;
  readonly reason: SkipReason;
}

/** What a run is going to do. Pure data: carrying it out is the engine's. */
export interface Plan {
  readonly tiers: readonly Tier[];
  readonly checks: readonly Check[];
  readonly leftOut: readonly LeftOut[];
}

/** What is going on in the repository, for `when`. */
export interface Circumstances {
  /** The branch committed to, or those of the remote at a push; empty when there is none. */
  readonly branches: readonly string[];
  readonly merging: boolean;
  readonly rebasing: boolean;
}

/** What the user or the hook asked for. */
export interface PlanRequest {
  readonly tiers: readonly Tier[];
  readonly snapshot: Snapshot;
  readonly circumstances: Circumstances;
  /** Whether fixing commands may be used. */
  readonly fixing: boolean;
  /** Names of tasks to run; undefined: all. */
  readonly only?: ReadonlySet<string>;
  /** Names of tasks left out at someone's wish. */
  readonly skip: ReadonlySet<string>;
}

/** Chooses what to run. Pure: reads nothing but its arguments. Keeps the order of the config. */
export function planRun(request: PlanRequest): Plan {
  const checks: Check[] = [];
  const leftOut: LeftOut[] = [];
  for (const tier of request.tiers) {
    const governed = governedPaths(tier, request.snapshot);
    for (const task of tier.tasks) {
      if (request.only !== undefined && !request.only.has(task.name)) continue;
      const reason = reasonToSkip(task, request);
      const check = reason === undefined ? toCheck(task, governed, request) : undefined;
      if (check !== undefined) checks.push(check);
      else leftOut.push({ task, reason: reason ?? 'no-files' });
    }
  }
  return { tiers: request.tiers, checks, leftOut };
}

function reasonToSkip(task: Task, request: PlanRequest): SkipReason | undefined {
  if (request.skip.has(task.name) && !task.required) return 'by-user';
  return applies(task, request) ? undefined : 'when';
}

function applies({ when }: Task, { circumstances }: PlanRequest): boolean {
  if (when === undefined) return true;
  if (when.not?.includes('merge') && circumstances.merging) return false;
  if (when.not?.includes('rebase') && circumstances.rebasing) return false;
  return when.branches === undefined || circumstances.branches.some(pathTest(when.branches));
}

function toCheck(task: Task, governed: Governed, request: PlanRequest): Check | undefined {
  const changed = matching(task.files, governed.changed);
  const handed = regularFiles(changed, request.snapshot);
  const writes = request.fixing && canFix(task);
  if (task.scope === 'file' && !task.usesArguments) {
    return handed.length === 0 ? undefined : { task, writes, files: handed, dependsOn: handed };
  }
  const isStarted = changed.length > 0 || task.usesArguments || matching(task.inputs, governed.changed).length > 0;
  if (!isStarted) return undefined;
  const dependsOn = matching(task.files, governed.all());
  const files = handed.length > 0 ? handed : regularFiles(dependsOn, request.snapshot);
  const check = { task, writes, files, dependsOn };
  // A command that wants files and gets none would check nothing and look as if it had passed.
  return files.length === 0 && wantsFiles(check) ? undefined : check;
}

/** Links and submodules are never handed to a program: it would follow them to something else. */
function regularFiles(paths: readonly RepoPath[], snapshot: Snapshot): readonly RepoPath[] {
  return paths.filter((path) => {
    const entry = snapshot.tree.get(path);
    return entry !== undefined && isRegular(entry);
  });
}

/** The commands of a check: with `fix` alone that one runs everywhere. None: its kind does the work in our process. */
function commandsOf({ task, writes }: Pick<Check, 'task' | 'writes'>): readonly CommandLine[] {
  return (writes && canFix(task)) || task.check.length === 0 ? task.fix : task.check;
}

/** Whether a command of the check has `{files}` in it. */
export function wantsFiles(check: Pick<Check, 'task' | 'writes'>): boolean {
  return commandsOf(check).some((command) => command.includes('{files}'));
}

/** Whether files change on disk while it runs: to stay changed, or for a moment where only the fixing command is there. */
export function rewrites({ task, writes }: Check): boolean {
  return writes || (task.check.length === 0 && canFix(task));
}
