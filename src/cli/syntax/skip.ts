import { DURATION, toMilliseconds } from '../../config/compile/duration.ts';
import { LatticeError } from '../../core/errors.ts';
import { splitNames } from '../../run/skips/skips.ts';
import type { SkipOptions } from '../commands/skip.ts';
import { examples, type Found, type Program } from './program.ts';

/** How long a skip stands that nobody uses. */
const USUAL_TIME = '10m';

/** Options of `skip` as they stand on the command line; absent where they were not given. */
interface SkipFlags {
  readonly reason?: string;
  readonly for?: string;
  readonly clear?: true;
}

/** `skip`. */
export function describeSkip(program: Program, found: Found): void {
  program
    .command('skip')
    .description('let the next commit or push go without these tasks and gates, once (default: without any)')
    .argument('[task...]')
    .option('--reason <text>', 'why, which has to be said; it is told at the next push')
    .option('--for <time>', `when it ends unused (default: ${USUAL_TIME})`)
    .option('--clear', 'take back what was to be skipped')
    .addHelpText(
      ...examples('skip lint --reason "the linter is down"', 'skip --reason "moving house" --for 1h', 'skip --clear'),
    )
    .action((names: readonly string[], flags: SkipFlags) =>
      found({ type: 'skip', options: toSkipOptions(names, flags) }),
    );
}

/** What `skip` is asked. Throws `LatticeError` for a time that is none, and for options that exclude each other. */
function toSkipOptions(names: readonly string[], flags: SkipFlags): SkipOptions {
  const { reason, for: time, clear } = flags;
  if (clear === true) {
    if (names.length > 0 || reason !== undefined || time !== undefined)
      throw new LatticeError('usage', '`--clear` takes back all skips and stands alone', 'Leave the rest out.');
    return { type: 'clear' };
  }
  return { type: 'wish', names: names.flatMap(splitNames), reason, lasts: readTime(time ?? USUAL_TIME) };
}

function readTime(text: string): number {
  if (DURATION.test(text)) return toMilliseconds(text);
  throw new LatticeError('usage', `--for ${text} is no time`, 'Write it like `30s`, `10m` or `2h`.');
}
