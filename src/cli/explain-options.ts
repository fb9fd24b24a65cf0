import type { ExplainOptions } from './commands/explain.ts';

/** Options of `explain` as they stand on the command line; absent where they were not given. */
export interface ExplainFlags {
  readonly staged?: true;
  readonly all?: true;
  readonly report: 'text' | 'json';
}

/** What `explain` is asked. */
export function toExplainOptions(task: string, file: string | undefined, flags: ExplainFlags): ExplainOptions {
  const { staged, all, report } = flags;
  return { task, file, viewpoint: staged ? 'staged' : all ? 'all' : undefined, report };
}
