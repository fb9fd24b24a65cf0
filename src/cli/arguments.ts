import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { LatticeError } from '../core/errors.ts';
import type { World } from '../run/world.ts';
import type { CacheOptions } from './commands/cache.ts';
import { type ExplainFlags, toExplainOptions } from './explain-options.ts';
import type { Invocation } from './invocation.ts';
import { type LinksFlags, type ReportFlags, toLinksOptions } from './links-options.ts';
import { MIGRATE_FLAGS, MIGRATE_SUMMARY, type MigrateFlags, toMigrateOptions } from './migrate-options.ts';
import { PLAIN_COMMANDS } from './plain-commands.ts';
import { readReportWish } from './report-wish.ts';
import { RUN_FLAGS, type RunFlags, toRunOptions } from './run-options.ts';
import type { Terminal } from './terminal.ts';

/** Reads the command line. Throws `LatticeError` for what it does not understand. */
export async function readArguments(argv: readonly string[], world: World, terminal: Terminal): Promise<Invocation> {
  let invocation: Invocation = { type: 'shown' };
  const program = describeProgram(world.product, terminal, (found) => {
    invocation = found;
  });
  try {
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usage(error);
  }
  return invocation;
}

function usage(error: CommanderError): LatticeError {
  const message = error.message.replace(/^error: /, '').replace('(Did you mean', '(did you mean');
  return new LatticeError('usage', message, '`npx lattice-hooks --help` shows what there is.');
}

function describeProgram(
  version: string,
  { out, err, width }: Terminal,
  found: (invocation: Invocation) => void,
): Command {
  const program = new Command('lattice-hooks')
    // First of all: subcommands take it over when they are made. Errors are told by whoever catches them.
    .configureOutput({ writeOut: out, writeErr: err, outputError: () => undefined, getOutHelpWidth: () => width })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .description('Git hooks in tiers from one config: fast checks at commit, tests with a coverage gate at push.')
    .version(version, '-v, --version')
    .exitOverride()
    .showSuggestionAfterError();
  describeRun(program, found);
  describeSetup(program, found);
  program
    .command('list')
    .description('show tiers, their triggers and tasks')
    .addOption(textOrJson())
    .action(({ report }: { readonly report: 'text' | 'json' }) => found({ type: 'list', report }));
  describeExplain(program, found);
  describeLinks(program, found);
  program
    .command('report')
    .description('show the last run again')
    .option('--last', 'the last run, which is the default')
    .option(...REPORTS)
    .action(({ report = [] }: ReportFlags) => found({ type: 'report', reports: report.map(readReportWish) }));
  program
    .command('verify')
    .description('say which commits were checked when they were made, and check what was not')
    .argument('[range]', 'commits as A..B; or one, compared with the default branch of the remote (default: HEAD)')
    .option(...REPORTS)
    .action((range: string | undefined, { report = [] }: ReportFlags) =>
      found({ type: 'verify', options: { range, reports: report.map(readReportWish) } }),
    );
  const gate = program.command('gate').description('show every gate a bad sample, and whether it refuses it');
  gate.requiredOption('--prove', 'that gates refuse').action(() => found({ type: 'gate' }));
  program
    .command('cache')
    .description('count what is remembered (stats), forget what is old (prune), or all of it (clear)')
    .addArgument(new Argument('<action>', 'what to do').choices(['stats', 'prune', 'clear']))
    .addOption(textOrJson())
    .action((action: CacheOptions['action'], { report }: Pick<CacheOptions, 'report'>) =>
      found({ type: 'cache', options: { action, report } }),
    );
  return program;
}

function describeSetup(program: Command, found: (invocation: Invocation) => void): void {
  for (const [type, description] of PLAIN_COMMANDS) {
    const command = program.command(type).description(description);
    command.action(() => found({ type }));
  }
  program
    .command('install')
    .description('write the git hooks; without a config, write that first')
    .option('--force', 'make the hooks fire where core.hooksPath leads elsewhere')
    .action(({ force = false }: { readonly force?: boolean }) => found({ type: 'install', options: { force } }));
  const migrate = program.command('migrate').description(MIGRATE_SUMMARY);
  for (const [flags, description] of MIGRATE_FLAGS) migrate.option(flags, description);
  migrate.action((flags: MigrateFlags) => found({ type: 'migrate', options: toMigrateOptions(flags) }));
}

function describeExplain(program: Command, found: (invocation: Invocation) => void): void {
  program
    .command('explain')
    .description('say whether a task would run, on what, and what changed since it last passed')
    .argument('<task>')
    .argument('[file]', 'this file alone')
    .addOption(new Option('--staged', 'of what is staged (default: what the next run would judge)').conflicts('all'))
    .option('--all', 'of all files')
    .addOption(textOrJson())
    .action((task: string, file: string | undefined, flags: ExplainFlags) =>
      found({ type: 'explain', options: toExplainOptions(task, file, flags) }),
    );
}

function describeRun(program: Command, found: (invocation: Invocation) => void): void {
  const run = program
    .command('run')
    .description('run a tier, or all tiers of a hook; by default on what differs from HEAD')
    .argument('<tier or hook>')
    .argument('[hook arguments...]')
    .addHelpText('after', '\nExample:\n  npx lattice-hooks run fast --all --only lint format')
    .action((name: string, hookArguments: readonly string[], flags: RunFlags) =>
      found({ type: 'run', options: toRunOptions(name, hookArguments, flags) }),
    );
  for (const [flags, description] of RUN_FLAGS) run.option(flags, description);
  run.option('--jobs <number>', 'programs at once (default: as many as cores)', readCount).option(...REPORTS);
}

function describeLinks(program: Command, found: (invocation: Invocation) => void): void {
  program
    .command('links')
    .description('check the links of documents, with a config or without')
    .argument('[paths...]', 'these documents, and those below these folders (default: all)')
    .option('--external', 'follow links to other sites too')
    .option('--fix', 'rewrite links to files and headings that were renamed since the last commit')
    .option(...REPORTS)
    .action((paths: string[], flags: LinksFlags) => found({ type: 'links', options: toLinksOptions(paths, flags) }));
}

const REPORTS = ['--report <formats...>', 'text or json, or FORMAT=FILE to write it into a file'] as const;

function textOrJson(): Option {
  return new Option('--report <format>', 'how').choices(['text', 'json']).default('text');
}

function readCount(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}
