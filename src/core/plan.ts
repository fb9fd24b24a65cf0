import { type Circumstances, unmetCondition } from './conditions.ts';
import { type Comparison, type RepoPath, regularFiles, type Snapshot } from './files.ts';
import { type Governed, matching, type Place } from './governed.ts';
import { neededOutputs } from './needed-outputs.ts';
import type { SkipReason } from './outcome.ts';
import { type Comparing, governing, type Subject } from './subjects.ts';
import { type CommandLine, canFix, looksAtCommits, type Task, type Tier } from './task.ts';
import { chooseTests, type TestChoice } from './test-choice.ts';

/** A task together with the files it is about in this run. */
export interface Check {
  readonly task: Task;
  /** Whether it may rewrite files in this run. */
  readonly writes: boolean;
  /** Files handed over where the command asks for them: changed ones; all matching ones when none of those is left. */
  readonly files: readonly RepoPath[];
  /** Those of `files` that a fixing command is handed, where it is not all of them. */
  readonly fixable?: readonly RepoPath[];
  /** Files that the outcome depends on: for `file` scope the files themselves, for `project` all that match. */
  readonly dependsOn: readonly RepoPath[];
  /** Which tests it runs, for a task that may leave some out. */
  readonly tests?: TestChoice;
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
export interface PlanRequest extends Comparing {
  readonly tiers: readonly Tier[];
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
    const govern = governing(tier, request);
    const tasks = tier.tasks.filter(({ name }) => request.only === undefined || request.only.has(name));
    const planned = new Map(tasks.map((task) => [task, planTask(task, govern(task), request)]));
    const started = tasks.filter((task) => typeof planned.get(task) === 'object');
    for (const task of neededOutputs(started, tasks, (one) => planned.get(one) === 'no-files'))
      planned.set(task, toNeeded(task, govern(task), request));
    for (const [task, check] of planned) {
      if (typeof check === 'object') checks.push(check);
      else leftOut.push({ task, reason: check });
    }
  }
  return { tiers: request.tiers, checks, leftOut };
}

function planTask(task: Task, subject: Subject, request: PlanRequest): Check | SkipReason {
  return reasonToSkip(task, request) ?? toCheck(task, subject, request) ?? 'no-files';
}

function reasonToSkip(task: Task, request: PlanRequest): SkipReason | undefined {
  if (request.skip.has(task.name) && !task.required) return 'by-user';
  return unmetCondition(task, request.circumstances) === undefined ? undefined : 'when';
}

function toCheck(task: Task, subject: Subject, request: PlanRequest): Check | undefined {
  const { governed, compared } = subject;
  const changed = matching(task.files, governed.changed);
  const handed = regularFiles(changed, request.snapshot.tree);
  const own = { task, writes: request.fixing && canFix(task), ...(compared === undefined ? {} : { compared }) };
  if (task.scope === 'file' && !task.usesArguments) {
    return handed.length === 0 ? undefined : { ...own, files: handed, dependsOn: handed };
  }
  if (!isStarted(own, governed, request.snapshot)) return undefined;
  const dependsOn = matching(task.files, governed.all());
  const part = chooseTests(task, { ...subject, snapshot: request.snapshot, dependsOn });
  if (part !== undefined) return { ...own, ...part, dependsOn };
  const isWhole = task.looksAtAll === true;
  const files = handed.length > 0 && !isWhole ? handed : regularFiles(dependsOn, request.snapshot.tree);
  // A command that wants files and gets none would check nothing and look as if it had passed.
  if (files.length === 0 && wantsFiles(own)) return undefined;
  // Of what our process mends itself nothing is looked for beyond what is handed over.
  const writes = own.writes && (task.mends !== true || handed.length > 0);
  return { ...own, writes, files, ...(isWhole ? { fixable: handed } : {}), dependsOn };
}

/** A check of which only what it leaves behind is asked for: it is about all of its files, and rewrites none. */
function toNeeded(task: Task, { governed, compared }: Subject, request: PlanRequest): Check | SkipReason {
  const own = { task, writes: false, ...(compared === undefined ? {} : { compared }) };
  const dependsOn = matching(task.files, governed.all());
  const files = regularFiles(dependsOn, request.snapshot.tree);
  return files.length === 0 && wantsFiles(own) ? 'no-files' : { ...own, files, dependsOn };
}

function isStarted(check: Pick<Check, 'task' | 'writes'>, { changed, sides }: Governed, snapshot: Snapshot): boolean {
  const { task } = check;
  const named = new Set(task.named);
  const isAbout = (places: readonly Place[]) =>
    matching(task.files, places).length > 0 ||
    matching(task.inputs, places).length > 0 ||
    places.some(([, path]) => named.has(path));
  if (task.usesArguments || isAbout(changed)) return true;
  if (looksAtCommits(task) && hasNewCommits(snapshot)) return true;
  // Each side of a merge brought its own along, and nothing has seen them together. None of it is news to hand over.
  return sides.length > 0 && (task.looksAtAll === true || !wantsFiles(check)) && sides.every(isAbout);
}

function hasNewCommits({ commit, bases = [], twins = [] }: Snapshot): boolean {
  return commit !== undefined && [commit, ...twins].some((id) => !bases.includes(id));
}

/**
 * The commands of a check: with `fix` alone that one runs everywhere, and what was not fixed is checked where all is looked
 * at. None: its kind does the work in our process.
 */
export function commandLinesOf({
  task,
  writes,
  tests,
}: Pick<Check, 'task' | 'writes' | 'tests'>): readonly CommandLine[] {
  if (tests?.type === 'affected' && task.affected !== undefined) return task.affected.check;
  if (task.check.length === 0) return task.fix;
  if (!writes || !canFix(task)) return task.check;
  return task.looksAtAll === true ? [...task.fix, ...task.check] : task.fix;
}

/** Whether a command of the check has `{files}` in it. */
export function wantsFiles(check: Pick<Check, 'task' | 'writes'>): boolean {
  return commandLinesOf(check).some((command) => command.includes('{files}'));
}

/** Whether files change on disk while it runs: to stay changed, or for a moment where only the fixing command is there. */
export function rewrites({ task, writes }: Check): boolean {
  return writes || (task.check.length === 0 && task.fix.length > 0);
}
