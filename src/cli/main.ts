import { EXIT_CODES } from '../core/errors.ts';
import type { World } from '../run/world.ts';
import type { Invocation } from './invocation.ts';
import { settle } from './settle.ts';
import { surveying } from './surveying.ts';
import { openTerminal } from './terminal/open.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Carries out what the command line says, and sets the exit code. */
export async function runCommand(argv: readonly string[], given: World): Promise<void> {
  const world = surveying(given);
  const terminal = openTerminal(process, world.env);
  await settle(world, terminal, async () => {
    const { readArguments } = await import('./arguments.ts');
    return invoke(await readArguments(argv, world, terminal), world, terminal);
  });
}

async function invoke(invocation: Invocation, world: World, terminal: Terminal): Promise<number> {
  switch (invocation.type) {
    case 'shown':
      return EXIT_CODES.accepted;
    case 'run':
      return (await import('./commands/run.ts')).run(invocation.options, world, terminal);
    case 'skip':
      return (await import('./commands/skip.ts')).skip(invocation.options, world, terminal);
    case 'links':
      return (await import('./commands/links.ts')).links(invocation.options, world, terminal);
    case 'ci-lint':
      return (await import('./commands/ci-lint.ts')).ciLint(invocation.options, world, terminal);
    case 'verify':
      return (await import('./commands/verify.ts')).verify(invocation.options, world, terminal);
    case 'init':
      return (await import('./commands/init.ts')).init({}, world, terminal);
    case 'install':
      return (await import('./commands/install.ts')).install(invocation.options, world, terminal);
    case 'uninstall':
      return (await import('./commands/uninstall.ts')).uninstall({}, world, terminal);
    case 'migrate':
      return (await import('./commands/migrate.ts')).migrate(invocation.options, world, terminal);
    case 'list':
      return (await import('./commands/list.ts')).list(invocation.report, world, terminal);
    case 'report':
      return (await import('./commands/report.ts')).report(invocation.reports, world, terminal);
    case 'stats':
      return (await import('./commands/stats.ts')).stats(invocation.options, world, terminal);
    case 'log':
      return (await import('./commands/log.ts')).log(invocation.options, world, terminal);
    case 'completion':
      return (await import('./commands/completion.ts')).completion(invocation.shell, terminal);
    case 'complete':
      return complete(invocation, world, terminal);
    case 'explain':
      return (await import('./commands/explain.ts')).explain(invocation.options, world, terminal);
    case 'cache':
      return (await import('./commands/cache.ts')).cache(invocation.options, world, terminal);
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctor(invocation.options, world, terminal);
    case 'ci':
      return (await import('./commands/ci.ts')).ci(invocation.options, world, terminal);
    case 'gate':
      return (await import('./commands/gate.ts')).proveAllGates(world, terminal);
    case 'recover':
      return (await import('./commands/recover.ts')).recover(world, terminal);
  }
}

async function complete(
  { words, commands }: Extract<Invocation, { readonly type: 'complete' }>,
  world: World,
  terminal: Terminal,
): Promise<number> {
  return (await import('./commands/completion.ts')).complete(words, commands, world, terminal);
}
