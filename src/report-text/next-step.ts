import type { Explanation } from '../core/explain/explain.ts';
import { quoted, type Words } from './commands.ts';
import { prospectOf } from './prospect.ts';

/** What to do next about a task, and its command: to run it now, or to have it run. Undefined: nothing helps. */
export function nextStep(explanation: Explanation): readonly [label: string, command: Words] | undefined {
  const { task, tier, viewpoint, file, whyNot } = explanation;
  if (file?.role === 'untracked') return ['add it', ['git add', quoted(file.path)]];
  if (whyNot?.type === 'skipped') {
    return whyNot.by === 'once' ? ['run it after all', ['npx lattice-hooks skip --clear']] : undefined;
  }
  const run = ['npx lattice-hooks run', quoted(tier.name), '--only', quoted(task.name)];
  if (task.usesArguments || whyNot?.type === 'condition') return undefined;
  const { would } = prospectOf(explanation);
  const isThis = file !== undefined && (file.role === 'unchanged' || viewpoint === 'worktree' || viewpoint === 'all');
  const selection = isThis ? ['--files', quoted(file.path)] : SELECTIONS[viewpoint];
  if (would === 'recall') return ['run it anyway', [...run, '--no-cache', ...selection]];
  if (would === 'run') return ['run it now', [...run, ...selection]];
  if (file === undefined) return ['run it anyway', [...run, '--all']];
  return file.role === 'unchanged' ? ['run it anyway', [...run, ...selection]] : undefined;
}

/** Options of `run` that choose the same files. */
const SELECTIONS: Readonly<Record<Explanation['viewpoint'], Words>> = {
  staged: ['--staged'],
  push: ['--all'],
  worktree: [],
  all: ['--all'],
};
