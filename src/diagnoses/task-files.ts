import type { RepoPath } from '../core/files.ts';
import { pathTest } from '../core/globs.ts';
import { governedPaths, matching } from '../core/governed.ts';
import type { Task, Tier } from '../core/task.ts';
import { inConfig, taskText } from './config-places.ts';
import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Tasks that never run, because no tracked file is what they are about. */
export function diagnoseTaskFiles(facts: Facts): readonly Diagnosis[] {
  const { tiers = [], tracked = new Set<RepoPath>() } = facts.configs ?? {};
  // In a new repository nothing matches yet.
  if (tracked.size === 0) return [];
  return tiers.flatMap((tier) => {
    const places = pathsOf(tier, tracked);
    const idle = tier.tasks.filter((task) => !task.usesArguments && matching(task.files, places).length === 0);
    return idle.map((task) =>
      finding({
        id: 'task-without-files',
        ...inConfig(tier, facts),
        message: `${taskText(task)} never runs: no tracked file matches ${globsText(task)}`,
        remedy: remedyFor(task, tracked),
      }),
    );
  });
}

function pathsOf(tier: Tier, tracked: ReadonlySet<RepoPath>) {
  const tree = new Map([...tracked].map((path) => [path, { mode: '100644', id: '' } as const]));
  return governedPaths(tier, { tree, changed: new Map() }).all();
}

function globsText({ globs = [], files }: Task): string {
  const text = globs.map((glob) => `\`${glob}\``).join(', ');
  return files.exclude.length === 0 ? text : `${text} but for what is excluded`;
}

function remedyFor({ root, files }: Task, tracked: ReadonlySet<RepoPath>): string {
  const isFromTop = root !== '' && [...tracked].some(pathTest(files));
  return isFromTop
    ? `globs are relative to the folder of the config, \`${root}\`: write them without it`
    : 'mend `files`, or take the task out';
}
