import { type Circumstances, unmetCondition } from './conditions.ts';
import { type Comparison, isRegular, type RepoPath, type Snapshot } from './files.ts';
import { type Governed, governedPaths, matching, type Place } from './governed.ts';
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
  /** What it is compared with, where that is not what the snapshot is compared with. */
  readonly compared?: Comparison;
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
  /** What a task is about where it is compared with something else than the snapshot: undefined where it is not. */
  readonly comparedFor?: (task: Task) => Comparison | undefined;
}

/** Chooses what to run. Pure: reads nothing but its arguments. Keeps the order of the config. */
export function planRun(request: PlanRequest): Plan {
  const checks: Check[] = [];
  const leftOut: LeftOut[] = [];
  for (const tier of request.tiers) {
    const govern = governing(tier, request);
    for (const task of tier.tasks) {
      if (request.only !== undefined && !request.only.has(task.name)) continue;
      const reason = reasonToSkip(task, request);
      const check = reason === undefined ? toCheck(task, govern(task), request) : undefined;
      if (check !== undefined) checks.push(check);
      else leftOut.push({ task, reason: reason ?? 'no-files' });
    }
  }
  return { tiers: request.tiers, checks, leftOut };
}

function reasonToSkip(task: Task, request: PlanRequest): SkipReason | undefined {
  if (request.skip.has(task.name) && !task.required) return 'by-user';
  return unmetCondition(task, request.circumstances) === undefined ? undefined : 'when';
}

/** What a task is about, and what it is compared with where that is its own. */
interface Subject {
  readonly governed: Governed;
  readonly compared: Comparison | undefined;
}

/** Tasks share what they are about: many changes are large, and few tasks have one of their own. */
function governing(tier: Tier, { snapshot, comparedFor }: PlanRequest): (task: Task) => Subject {
  const subjects = new Map<Comparison | undefined, Subject>();
  return (task) => {
    const compared = comparedFor?.(task);
    const known = subjects.get(compared);
    if (known !== undefined) return known;
    const subject = { governed: governedPaths(tier, { tree: snapshot.tree, ...(compared ?? snapshot) }), compared };
    subjects.set(compared, subject);
    return subject;
  };
}

function toCheck(task: Task, { governed, compared }: Subject, request: PlanRequest): Check | undefined {
  const changed = matching(task.files, governed.changed);
  const handed = regularFiles(changed, request.snapshot);
  const own = { task, writes: request.fixing && canFix(task), ...(compared === undefined ? {} : { compared }) };
  if (task.scope === 'file' && !task.usesArguments) {
    return handed.length === 0 ? undefined : { ...own, files: handed, dependsOn: handed };
  }
  if (!isStarted(own, governed)) return undefined;
  const dependsOn = matching(task.files, governed.all());
  const files = handed.length > 0 ? handed : regularFiles(dependsOn, request.snapshot);
  // A command that wants files and gets none would check nothing and look as if it had passed.
  return files.length === 0 && wantsFiles(own) ? undefined : { ...own, files, dependsOn };
}

function isStarted(check: Pick<Check, 'task' | 'writes'>, { changed, sides }: Governed): boolean {
  const { task } = check;
  const isAbout = (places: readonly Place[]) =>
    matching(task.files, places).length > 0 || matching(task.inputs, places).length > 0;
  if (task.usesArguments || isAbout(changed)) return true;
  // Each side of a merge brought its own along, and nothing has seen them together. None of it is news to hand over.
  return sides.length > 0 && !wantsFiles(check) && sides.every(isAbout);
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
