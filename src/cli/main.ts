import { EXIT_CODES, LatticeError } from '../core/errors.ts';
import { parsePushedRefs } from '../git/push-refs.ts';
import type { Preparation } from '../run/preparation.ts';
import type { Survey, World } from '../run/world.ts';
import type { Invocation } from './invocation.ts';
import { openTerminal } from './open-terminal.ts';
import type { Terminal } from './terminal.ts';

/** Carries out what the command line says, and sets the exit code. */
export async function runCommand(argv: readonly string[], given: World): Promise<void> {
  const world = surveying(given);
  const terminal = openTerminal(process, world.env);
  await settle(world, terminal, async () => {
    const { readArguments } = await import('./arguments.ts');
    return invoke(await readArguments(argv, world, terminal), world, terminal);
  });
}

/** Carries out a hook, `pre-push` apart. */
export async function runHook(
  name: string,
  hookArguments: readonly string[],
  early: Preparation | undefined,
  given: World,
): Promise<void> {
  const world = surveying(given);
  const terminal = openTerminal(process, world.env);
  await settle(world, terminal, async () =>
    (await import('./commands/hook.ts')).hook({ name, hookArguments, stdin: process.stdin }, early, world, terminal),
  );
}

/** Carries out the hook `pre-push`. `input`: what git writes to it, its refs; undefined where nobody does. */
export async function runPush(
  hookArguments: readonly string[],
  input: Uint8Array | undefined,
  given: World,
): Promise<void> {
  const world = surveying(given);
  const terminal = openTerminal(process, world.env);
  await settle(world, terminal, async () => {
    const refs = parsePushedRefs(input === undefined ? '' : Buffer.from(input).toString());
    if (refs.every(({ localId }) => localId === undefined)) return EXIT_CODES.accepted;
    const { push } = await import('./commands/push.ts');
    return push({ hookArguments, input, refs }, world, terminal);
  });
}

/** From here on tools may be started, also to be asked about their settings. */
function surveying(world: World): World {
  const survey: Survey = {
    scopeOf: async (...about) => (await import('../run/survey.ts')).surveyor(world).scopeOf(...about),
  };
  return { ...world, survey };
}

async function invoke(invocation: Invocation, world: World, terminal: Terminal): Promise<number> {
  switch (invocation.type) {
    case 'shown':
      return EXIT_CODES.accepted;
    case 'run':
      return (await import('./commands/run.ts')).run(invocation.options, world, terminal);
    case 'links':
      return (await import('./commands/links.ts')).links(invocation.options, world, terminal);
    case 'verify':
      return (await import('./commands/verify.ts')).verify(invocation.options, world, terminal);
    case 'init':
      return (await import('./commands/init.ts')).init({}, world, terminal);
    case 'install':
      return (await import('./commands/install.ts')).install(invocation.options, world, terminal);
    case 'uninstall':
      return (await import('./commands/uninstall.ts')).uninstall({}, world, terminal);
    case 'list':
      return (await import('./commands/list.ts')).list(invocation.report, world, terminal);
    case 'report':
      return (await import('./commands/report.ts')).report(invocation.reports, world, terminal);
    case 'explain':
      return (await import('./commands/explain.ts')).explain(invocation.options, world, terminal);
    case 'cache':
      return (await import('./commands/cache.ts')).cache(invocation.options, world, terminal);
    case 'recover':
      return (await import('./commands/recover.ts')).recover(world, terminal);
  }
}

async function settle(world: World, terminal: Terminal, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.exitCode = tell(error, world, terminal);
  }
}

/** Says what kept a command from doing its work. Anything but a `LatticeError` is a bug of ours. */
function tell(error: unknown, { product, nodeMajor, platform }: World, terminal: Terminal): number {
  if (error instanceof LatticeError) {
    terminal.err(`lattice-hooks: ${error.message}\n${error.hint}\n`);
    return EXIT_CODES[error.code];
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`lattice-hooks has a bug, and nothing was let through. Please report this:\n${stack}\n`);
  terminal.err(`lattice-hooks ${product}, Node ${nodeMajor}, ${platform}\n`);
  return EXIT_CODES.bug;
}
