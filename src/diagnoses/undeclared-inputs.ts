import type { RepoPath } from '../core/files.ts';
import { pathTest } from '../core/globs.ts';
import type { Task } from '../core/task.ts';
import { inConfig, taskText } from './config-places.ts';
import { advice, type Diagnosis } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Programs that do what is written elsewhere. */
const RUNNERS: ReadonlySet<string> = new Set([
  ...['make', 'gmake', 'ninja', 'just', 'task', 'rake', 'nox', 'tox'],
  ...['npm', 'pnpm', 'yarn', 'bun', 'sh', 'bash', 'dash', 'zsh'],
]);

/**
 * Tasks about a part of the files whose commands start others: a pass of one rests on its words and the files where such are
 * looked up, and not on what these lead to. One about all files has the scripts among them.
 */
export function diagnoseUndeclaredInputs(facts: Facts): readonly Diagnosis[] {
  const { tiers = [], tracked = new Set<RepoPath>() } = facts.configs ?? {};
  return tiers.flatMap((tier) =>
    tier.tasks.flatMap((task) => {
      const runner = runnerOf(task);
      if (runner === undefined || !isOfPart(task, tracked)) return [];
      return advice({
        id: 'inputs-undeclared',
        ...inConfig(tier, facts),
        message: `${taskText(task)} starts \`${runner}\` and names no \`inputs\`: a pass does not rest on the scripts and configs that this leads to`,
        remedy: 'name them in `inputs`, or say `"cache": false`',
      });
    }),
  );
}

function runnerOf({ uses, cache, inputs, check, fix }: Task): string | undefined {
  if (uses !== undefined || !cache || inputs.include.length > 0) return undefined;
  return [...check, ...fix]
    .map(([program = '']) => program.slice(program.lastIndexOf('/') + 1))
    .find((program) => RUNNERS.has(program));
}

function isOfPart({ root, files }: Task, tracked: ReadonlySet<RepoPath>): boolean {
  const isAbout = pathTest(files);
  const below = root === '' ? '' : `${root}/`;
  return [...tracked].some((path) => path.startsWith(below) && !isAbout(path.slice(below.length)));
}
