import type { FileEntry, FileSet, RepoPath, Snapshot } from '../files.ts';
import { governedPaths, matching } from '../governed.ts';
import { inputFiles } from '../inputs.ts';
import type { Check, Plan } from '../plan.ts';
import type { Skip } from '../record.ts';
import type { Task, Tier } from '../task.ts';
import { isAffectedOnly } from '../test-choice.ts';
import { hashTexts, listing } from './fingerprint.ts';

/** The record that a tier accepted a tree. Plain JSON. */
export interface Proof {
  readonly tier: string;
  /** Folder of the tier's config. */
  readonly root: RepoPath;
  /** Ids: the tree that was accepted, and the one that it was compared with. */
  readonly tree: string;
  readonly base: string;
  /** Hash of what the tier was. */
  readonly config: string;
  /** What judged it: version of this package, operating system and processor, major version of Node. */
  readonly environment: readonly [product: string, platform: string, node: string];
  /** The hook, the CI event, or `manual`. */
  readonly trigger: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly skips: readonly Skip[];
}

/** The tasks of a tier that are about files. Others, about a commit's message for one, prove nothing of a tree. */
export function provableTasks({ tasks }: Tier): readonly Task[] {
  return tasks.filter((task) => !task.usesArguments);
}

/** What a tier is: everything that decides what it accepts. Its triggers and its budget do not, nor what configs name today. */
export function tierHash(tier: Tier): string {
  const { root, nested, gates } = tier;
  const tasks = provableTasks(tier).map(({ named, unknown, ...task }) => task);
  return hashTexts(['tier', JSON.stringify({ root, nested, tasks, gates })]);
}

/** The changed paths that a proof of the tier has to be about: those that start a task of it. In their order. */
export function pathsToProve(tier: Tier, snapshot: Pick<Snapshot, 'tree' | 'changed'>): readonly RepoPath[] {
  const { changed } = governedPaths(tier, snapshot);
  const started = new Set(
    provableTasks(tier).flatMap(({ files, inputs, named = [] }) => [
      ...matching(files, changed),
      ...matching(inputs, changed),
      ...named,
    ]),
  );
  return changed.flatMap(([, path]) => (started.has(path) ? [path] : []));
}

/** Key of the proof that a tier accepted a tree. */
export function proofKey({ name, root }: Pick<Tier, 'name' | 'root'>, tree: string): string {
  return hashTexts(['proof', name, root, tree]);
}

/**
 * Key of the statement that a tier accepted a file in these very bytes, or its being gone. `left`: names of the tasks that
 * their `when` left out, because on another branch they would have looked at it.
 */
export function fileProofKey(
  tier: string,
  left: readonly string[],
  path: RepoPath,
  entry: FileEntry | undefined,
): string {
  const is = entry === undefined ? 'gone' : `${entry.mode} ${entry.id}`;
  return hashTexts(['file', tier, [...left].sort().join('\0'), path, is]);
}

/**
 * Keys of the statements that a check passed: one for each of its files, or for `project` scope one for all that it depends
 * on; its inputs are in each. For tasks whose passes are not remembered: of the others the pass itself says so.
 */
export function checkProofKeys(check: Omit<Check, 'writes'>, tree: FileSet): readonly string[] {
  const { task, files, dependsOn } = check;
  const inputs = inputFiles(task, tree);
  // Some tests that passed say nothing of the others.
  const affected = isAffectedOnly(check) ? ['affected by', listing(files, tree)] : [];
  const parts = task.scope === 'file' ? files.map((path) => [path]) : [dependsOn];
  return parts.map((part) =>
    hashTexts(['check', JSON.stringify(task), listing(inputs.keys(), inputs), listing(part, tree), ...affected]),
  );
}

/** Whether what the task passed is not remembered as a pass, so that only a proof can say that it did. */
export function isForgotten({ cache, warn }: Task): boolean {
  return !cache || warn;
}

/** Names of the tier's tasks about files that a plan leaves out because of their `when`. */
export function leftByWhen(tier: Tier, { leftOut }: Pick<Plan, 'leftOut'>): readonly string[] {
  const own = provableTasks(tier);
  return leftOut.flatMap(({ task, reason }) => (reason === 'when' && own.includes(task) ? [task.name] : []));
}

/** The skips that are about a task or a gate of the tier. */
export function skipsOf({ tasks, gates }: Tier, skips: readonly Skip[]): readonly Skip[] {
  return skips.filter(({ task: name }) => tasks.some((task) => task.name === name) || Object.hasOwn(gates, name));
}
