import type { AffectedTests } from './affected-tests.ts';
import { type Changes, isRegular, type RepoPath, regularFiles, type Snapshot } from './files.ts';
import { pathTest, relativeTo } from './globs.ts';
import { governedPaths, matching } from './governed.ts';
import { inputTest } from './inputs.ts';
import type { Task, Tier } from './task.ts';

/** Which of its tests a check runs, where its task may leave some out. */
export type TestChoice =
  /** Those that import what changed, and those that always run. `by`: the changed files, at least one. */
  | { readonly type: 'affected'; readonly by: readonly RepoPath[] }
  | { readonly type: 'all'; readonly because: WholeReason };

/** Why all tests run although only some might: what cannot be followed by imports may matter to any of them. */
export type WholeReason =
  /** Somebody wants all files looked at. */
  | { readonly type: 'asked' }
  /** None of them had to run, as a pass of all is remembered. */
  | { readonly type: 'remembered' }
  /** The tool does not know everything that changed; in its words. */
  | { readonly type: 'unsure'; readonly why: string }
  /** Everything is new, or what it is compared with is not known: why, where that is more than that. */
  | { readonly type: 'no-base'; readonly why?: string }
  /** None of its files differs from what it is compared with. */
  | { readonly type: 'unchanged' }
  /** Several states came together that were never tested as one. */
  | { readonly type: 'merge' }
  | { readonly type: 'many'; readonly count: number }
  | {
      /** An input of the task; a path that is gone; a link or a submodule; a file that is read and not imported. */
      readonly type: 'input' | 'gone' | 'link' | 'data';
      readonly path: RepoPath;
      /** How many more changed files are a reason. */
      readonly more: number;
    };

/** Whatever has a choice of tests, or has none to choose. */
export interface Chosen {
  readonly tests?: TestChoice;
}

/** How many test files a tool ran, and how many it has. */
export interface TestCount {
  readonly ran: number;
  readonly of: number;
}

/**
 * How the state that is judged differs from the one whose tests are taken to pass: the merge base with the branch that the
 * work is to go into. Where that is not known, why.
 */
export type SinceBase = Changes | { readonly why?: string };

/** What a task with such tests is about in a run. */
export interface Choosing {
  readonly tier: Tier;
  readonly snapshot: Snapshot;
  readonly since: SinceBase;
  /** All paths that match its files. */
  readonly dependsOn: readonly RepoPath[];
}

/** More changed files than this lead to most tests, and would fill a command line. */
const MOST_CHANGED = 200;

/** The tests of a task that may leave some out, and the files that it is handed; undefined for any other task. Pure. */
export function chooseTests(
  task: Task,
  choosing: Choosing,
): { readonly tests: TestChoice; readonly files: readonly RepoPath[] } | undefined {
  const { affected } = task;
  if (affected === undefined) return undefined;
  const tests = choiceFor(task, affected, choosing);
  const { dependsOn, snapshot } = choosing;
  const isAlways = pathTest(affected.always);
  const always = dependsOn.filter((path) => isAlways(relativeTo(task.root, path) ?? path));
  const handed = new Set(tests.type === 'all' ? dependsOn : [...tests.by, ...always]);
  return { tests, files: regularFiles(handed, snapshot.tree) };
}

/** Whether the check leaves out tests that no changed file leads to. */
export function isAffectedOnly({ tests }: Chosen): boolean {
  return tests?.type === 'affected';
}

/** The same check with all of its tests, and why. */
export function withAllTests<C extends Chosen>(check: C, because: WholeReason): C & { readonly tests: TestChoice } {
  return { ...check, tests: { type: 'all', because } };
}

/** Those that changed files lead to, or all of them. In doubt it is all. */
function choiceFor(task: Task, affected: AffectedTests, { tier, snapshot, since, dependsOn }: Choosing): TestChoice {
  const all = (because: WholeReason): TestChoice => ({ type: 'all', because });
  if (snapshot.whole === true) return all({ type: 'asked' });
  if (!('changed' in since)) return all({ type: 'no-base', ...since });
  if ((since.sides ?? []).length > 0) return all({ type: 'merge' });
  const { tree } = snapshot;
  const changed = matching(task.files, governedPaths(tier, { tree, ...since }).changed);
  const isNew = new Set(changed);
  if (dependsOn.every((path) => isNew.has(path))) return all({ type: 'no-base' });
  // Inputs may lie outside of what the config governs.
  const inputs = [...since.changed.keys()].filter(inputTest(task));
  const reasons = [...new Set([...inputs, ...changed])].flatMap((path) => {
    const type = whyAll(path, task, affected, snapshot);
    return type === undefined ? [] : [{ type, path }];
  });
  const [first] = reasons;
  if (first !== undefined) return all({ ...first, more: reasons.length - 1 });
  if (changed.length === 0) return all({ type: 'unchanged' });
  return changed.length > MOST_CHANGED
    ? all({ type: 'many', count: changed.length })
    : { type: 'affected', by: changed };
}

/** Why a changed file may matter to any test; undefined where imports lead from the tests to it, if it does. */
function whyAll(
  path: RepoPath,
  task: Task,
  { sources }: AffectedTests,
  { tree }: Snapshot,
): 'input' | 'gone' | 'link' | 'data' | undefined {
  if (inputTest(task)(path)) return 'input';
  const entry = tree.get(path);
  // Who imported it imports something else now, or nothing: the files that are left do not say who that was.
  if (entry === undefined) return 'gone';
  if (!isRegular(entry)) return 'link';
  return pathTest(sources)(relativeTo(task.root, path) ?? path) ? undefined : 'data';
}
