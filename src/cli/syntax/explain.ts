import type { ExplainOptions } from '../commands/explain.ts';
import { examples, type Found, type Program, textOrJson } from './program.ts';

/** Options of `explain` as they stand on the command line; absent where they were not given. */
interface ExplainFlags {
  readonly staged?: true;
  readonly all?: true;
  readonly report: 'text' | 'json';
}

/** `list`. */
export function describeList(program: Program, found: Found): void {
  program
    .command('list')
    .description('show tiers, their triggers and tasks')
    .addOption(textOrJson(program))
    .addHelpText(...examples('list'))
    .action(({ report }: Pick<ExplainFlags, 'report'>) => found({ type: 'list', report }));
}

/** `explain`. */
export function describeExplain(program: Program, found: Found): void {
  program
    .command('explain')
    .description('say whether a task would run, on what, and what changed since it last passed')
    .argument('<task>')
    .argument('[file]', 'this file alone')
    .addOption(
      program.createOption('--staged', 'of what is staged (default: what the next run would judge)').conflicts('all'),
    )
    .option('--all', 'of all files')
    .addOption(textOrJson(program))
    .addHelpText(...examples('explain lint', 'explain lint src/cart.ts --staged'))
    .action((task: string, file: string | undefined, flags: ExplainFlags) =>
      found({ type: 'explain', options: toExplainOptions(task, file, flags) }),
    );
}

/** What `explain` is asked. */
function toExplainOptions(task: string, file: string | undefined, flags: ExplainFlags): ExplainOptions {
  const { staged, all, report } = flags;
  return { task, file, viewpoint: staged ? 'staged' : all ? 'all' : undefined, report };
}
