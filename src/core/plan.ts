import { type ChangeKind, type FileEntry, isRegular, type RepoPath, type Snapshot } from './files.ts';
import { type PathTest, pathTest, relativeTo } from './globs.ts';
import type { SkipReason } from './outcome.ts';
import { canFix, type Task, type Tier } from './task.ts';

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
  /** The branch committed to, or the remote's branch at a push; undefined when there is none. */
  readonly branch?: string;
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

/** The paths that a tier's config governs, as seen from its folder. */
interface Governed {
  readonly tree: readonly (readonly [inside: string, path: RepoPath, entry: FileEntry])[];
  readonly changed: readonly (readonly [inside: string, path: RepoPath, kind: ChangeKind])[];
}

function governedPaths(tier: Tier, snapshot: Snapshot): Governed {
  const inside = (path: RepoPath): string | undefined =>
    tier.nested.some((folder) => relativeTo(folder, path) !== undefined) ? undefined : relativeTo(tier.root, path);
  const select = <V>(entries: Iterable<readonly [RepoPath, V]>) => {
    const selected: (readonly [string, RepoPath, V])[] = [];
    for (const [path, value] of entries) {
      const within = inside(path);
      if (within !== undefined) selected.push([within, path, value]);
    }
    return selected;
  };
  return { tree: select(snapshot.tree), changed: select(snapshot.changed) };
}

function reasonToSkip(task: Task, request: PlanRequest): SkipReason | undefined {
  if (request.skip.has(task.name) && !task.required) return 'by-user';
  return applies(task, request) ? undefined : 'when';
}

function applies({ when }: Task, { circumstances }: PlanRequest): boolean {
  if (when === undefined) return true;
  if (when.not?.includes('merge') && circumstances.merging) return false;
  if (when.not?.includes('rebase') && circumstances.rebasing) return false;
  const { branch } = circumstances;
  return when.branches === undefined || (branch !== undefined && pathTest(when.branches)(branch));
}

function toCheck(task: Task, governed: Governed, request: PlanRequest): Check | undefined {
  const isFile = pathTest(task.files);
  const changed = governed.changed.filter(([inside]) => isFile(inside));
  const handed = regularFiles(
    changed.map(([, path]) => path),
    request.snapshot,
  );
  const writes = request.fixing && canFix(task);
  if (task.scope === 'file' && !task.usesArguments) {
    return handed.length === 0 ? undefined : { task, writes, files: handed, dependsOn: handed };
  }
  if (changed.length === 0 && !task.usesArguments && !inputChanged(task, governed)) return undefined;
  const matching = governed.tree.filter(([inside]) => isFile(inside));
  const dependsOn = matching.map(([, path]) => path);
  if (handed.length > 0) return { task, writes, files: handed, dependsOn };
  const files = regularFiles(dependsOn, request.snapshot);
  // A command that wants files and gets none would check nothing and look as if it had passed.
  return files.length === 0 && wantsFiles(task) ? undefined : { task, writes, files, dependsOn };
}

/** Links and submodules are never handed to a program: it would follow them to something else. */
function regularFiles(paths: readonly RepoPath[], snapshot: Snapshot): readonly RepoPath[] {
  return paths.filter((path) => {
    const entry = snapshot.tree.get(path);
    return entry !== undefined && isRegular(entry);
  });
}

function inputChanged(task: Task, governed: Governed): boolean {
  const isInput: PathTest = pathTest(task.inputs);
  return governed.changed.some(([inside]) => isInput(inside));
}

/** Whether a command of the task has `{files}` in it. */
export function wantsFiles(task: Task): boolean {
  return [...task.check, ...task.fix].some((command) => command.includes('{files}'));
}
