import { LatticeError } from '../../core/errors.ts';
import type { Selection } from '../../run/request.ts';
import { splitNames } from '../../run/skips/skips.ts';
import type { RunOptions } from '../commands/run.ts';
import { readReportWishes } from '../reports/wish.ts';
import { examples, type Found, type Program, REPORTS, readCount } from './program.ts';

/** Options of `run` as they stand on the command line; absent where they were not given. */
interface RunFlags {
  readonly all?: boolean;
  readonly staged?: boolean;
  readonly files?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly reason?: string;
  readonly fix?: boolean;
  readonly cache: boolean;
  readonly failFast?: boolean;
  readonly dryRun?: boolean;
  readonly jobs?: number;
  readonly report?: readonly string[];
}

/** The same as help has them, in its order; those apart that have a value to be checked. */
const RUN_FLAGS: readonly (readonly [flags: string, description: string])[] = [
  ['--all', 'all files'],
  ['--staged', 'what is staged, isolated from what is not'],
  ['--files <file...>', 'these files, and those below these folders'],
  ['--from <ref>', 'what changed since the common ancestor with this commit'],
  ['--to <ref>', 'the commit to judge, with --from (default: HEAD)'],
  ['--only <task...>', 'these tasks and gates'],
  ['--skip <task...>', 'all but these tasks and gates'],
  ['--reason <text>', 'why, with --skip; kept in the record'],
  ['--fix', 'let the tasks rewrite files'],
  ['--no-fix', 'do not let them (the default by hand)'],
  ['--no-cache', 'forget what is remembered, and remember nothing'],
  ['--fail-fast', 'stop everything at the first failure'],
  ['--dry-run', 'say what would run, and why'],
];

/** `run`. */
export function describeRun(program: Program, found: Found): void {
  const run = program
    .command('run')
    .description('run a tier, or all tiers of a hook; by default on what differs from HEAD')
    .argument('<tier or hook>')
    .argument('[hook arguments...]')
    .addHelpText(
      ...examples(
        'run fast --all --only lint format',
        'run thorough --from origin/main',
        'run pre-commit --staged --fix',
      ),
    )
    .action((name: string, hookArguments: readonly string[], flags: RunFlags) =>
      found({ type: 'run', options: toRunOptions(name, hookArguments, flags) }),
    );
  for (const [flags, description] of RUN_FLAGS) run.option(flags, description);
  run.option('--jobs <number>', 'programs at once (default: as many as cores)', readCount).option(...REPORTS);
}

/** Throws `LatticeError` for options that exclude each other. */
function toRunOptions(name: string, hookArguments: readonly string[], flags: RunFlags): RunOptions {
  const { only, skip = [], reason = '', jobs, report = [] } = flags;
  return {
    request: {
      name,
      selection: selectionOf(flags),
      byHook: false,
      fixing: flags.fix === true,
      ...(only === undefined ? {} : { only: only.flatMap(splitNames) }),
      skips: skip.flatMap(splitNames).map((task) => ({ task, by: 'cli', reason })),
      hookArguments,
      useCache: flags.cache,
      failFast: flags.failFast === true,
      ...(jobs === undefined ? {} : { jobs }),
    },
    reports: readReportWishes(report),
    dryRun: flags.dryRun === true,
  };
}

function selectionOf({ all, staged, files, from, to }: RunFlags): Selection {
  const given = [all && '--all', staged && '--staged', files && '--files', (from ?? to) && '--from'].filter(Boolean);
  if (given.length > 1)
    throw new LatticeError('usage', `${given.join(' and ')} exclude each other`, 'Keep one of them.');
  if (from === undefined && to !== undefined)
    throw new LatticeError('usage', '--to needs --from', 'Add `--from <ref>`.');
  if (from !== undefined) return { type: 'range', from, to: to ?? 'HEAD' };
  if (files !== undefined) return { type: 'files', files };
  if (staged) return { type: 'staged' };
  return { type: all ? 'all' : 'worktree' };
}
