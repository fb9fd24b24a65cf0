import { type ErrorCode, EXIT_CODES, errorCode, errorMessage, LatticeError } from '../core/errors.ts';
import type { GuidePlace } from '../core/guide.ts';
import { safeMessage } from '../report-text/harmless.ts';
import type { World } from '../run/world.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Does what was asked, and sets the exit code. What kept it from being done is told. */
export async function settle(world: World, terminal: Terminal, work: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work();
  } catch (error) {
    process.exitCode = tell(error, world, terminal);
    if (error instanceof LatticeError) await tellMore(error, world, terminal);
  }
}

/** Where the documentation says more of errors that name no place of their own. Usage is what `--help` is for. */
const PLACES: Readonly<Partial<Record<ErrorCode, GuidePlace>>> = {
  config: 'config.md',
  isolation: 'isolation.md#when-work-cannot-be-put-aside-or-back',
};

/** Loaded by itself: most runs have nothing to say. What cannot be loaded takes nothing from the error. */
async function tellMore({ code, see = PLACES[code] }: LatticeError, world: World, terminal: Terminal): Promise<void> {
  if (see === undefined) return;
  const { guideLinkIn } = await import('../system/guide-root.ts');
  terminal.err(`See ${guideLinkIn(see, world.packageFolder)}\n`);
}

/** What a disk refuses, see errno(3): no right to write, a file system that takes no writes, no room. */
const REFUSED = new Map([
  ['EACCES', 'Make that writable, then try again.'],
  ['EPERM', 'Make that writable, then try again.'],
  ['EROFS', 'Make that writable, then try again.'],
  ['ENOSPC', 'Make room on that disk, then try again.'],
  ['EDQUOT', 'Make room on that disk, then try again.'],
]);

/** Says what kept a command from doing its work. Anything but a `LatticeError`, and what a disk refuses, is a bug of ours. */
function tell(error: unknown, { product, nodeMajor, platform }: World, terminal: Terminal): number {
  if (error instanceof LatticeError) {
    terminal.err(safeMessage(`lattice-hooks: ${error.message}\n${error.hint}\n`));
    return EXIT_CODES[error.code];
  }
  const remedy = REFUSED.get(errorCode(error) ?? '');
  if (remedy !== undefined) {
    terminal.err(safeMessage(`lattice-hooks: nothing was let through: ${errorMessage(error)}\n${remedy}\n`));
    return EXIT_CODES.environment;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`lattice-hooks has a bug, and nothing was let through. Please report this:\n${safeMessage(stack)}\n`);
  terminal.err(`lattice-hooks ${product}, Node ${nodeMajor}, ${platform}\n`);
  return EXIT_CODES.bug;
}
