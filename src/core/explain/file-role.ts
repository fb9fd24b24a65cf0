import { type FileSet, isRegular, type RepoPath } from '../files.ts';
import { pathTest, relativeTo } from '../globs.ts';
import type { Check } from '../plan.ts';
import type { Task, Tier } from '../task.ts';
import type { FileRole } from './explain.ts';
import { isExcluded } from './left-out.ts';

/** A task beside the files of a snapshot. */
export interface TaskAmongFiles {
  readonly task: Task;
  readonly tier: Tier;
  readonly tree: FileSet;
  /** What its outcome depends on besides its files. */
  readonly inputs: FileSet;
  /** The task's check, where a plan has one. */
  readonly check?: Check;
}

/** What a file is to a task; of one that is not in the tree, that it is unknown. */
export function roleOf(path: RepoPath, { task, tier, tree, inputs, check }: TaskAmongFiles): FileRole {
  const entry = tree.get(path);
  if (entry === undefined) return 'unknown';
  if (check?.files.includes(path) || check?.dependsOn.includes(path)) return 'judged';
  const inside = insideOf(tier, path);
  const isOwn = inside !== undefined && pathTest(task.files)(inside);
  if (inputs.has(path) && !isOwn) return 'input';
  if (inside === undefined) return 'ungoverned';
  if (isExcluded(task, inside)) return 'excluded';
  if (!isOwn) return 'unmatched';
  return isRegular(entry) ? 'unchanged' : 'not-regular';
}

/** The path as seen from the folder of a tier's config; undefined where another config governs it, or none. */
export function insideOf({ root, nested }: Tier, path: RepoPath): RepoPath | undefined {
  return nested.some((folder) => relativeTo(folder, path) !== undefined) ? undefined : relativeTo(root, path);
}

/** Tasks of these tiers that are about a file, as `tier/task`, in the order of the configs. */
export function tasksAbout(path: RepoPath, tiers: readonly Tier[]): readonly string[] {
  return tiers.flatMap((tier) => {
    const inside = insideOf(tier, path);
    if (inside === undefined) return [];
    const about = tier.tasks.filter(({ files, usesArguments }) => !usesArguments && pathTest(files)(inside));
    return about.map(({ name }) => `${tier.name}/${name}`);
  });
}
