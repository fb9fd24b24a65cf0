import { EXIT_CODES, errorMessage, LatticeError } from '../../core/errors.ts';
import { openPage } from '../../report-text/page.ts';
import { clearOneShots, keepOneShots, readOneShots } from '../../run/skips/one-shots.ts';
import { type OnceRequest, wishOnce } from '../../run/skips/wish-once.ts';
import type { World } from '../../run/world.ts';
import { askReason } from '../ask-reason.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { clearedSkipText, skipText } from '../texts/skip.ts';
import { needConfigs, readWorktreeConfigs } from '../worktree-configs.ts';

/** `skip` as the command line has it. */
export type SkipOptions =
  | ({ readonly type: 'wish' } & Omit<OnceRequest, 'reason'> & { readonly reason: string | undefined })
  /** Takes back what was wished for. */
  | { readonly type: 'clear' };

/** Lets the next commit or push of this worktree go without some tasks and gates, once. */
export async function skip(options: SkipOptions, given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal);
  const page = openPage(terminal);
  const { repository } = session;
  if (options.type === 'clear') {
    const standing = await readOneShots(session);
    change(() => clearOneShots(repository));
    terminal.out(clearedSkipText(standing, page));
    return EXIT_CODES.accepted;
  }
  const { tiers } = needConfigs(await readWorktreeConfigs(session));
  const request = (reason: string) => wishOnce({ ...options, reason }, tiers, Date.parse(session.world.startedAt));
  // What cannot be skipped is told before anybody has thought of a reason.
  request('');
  const reason = await askReason(options.reason, terminal);
  if (reason === undefined) return EXIT_CODES.interrupted;
  if (reason === '') throw noReason();
  change(() => keepOneShots(repository, request(reason)));
  terminal.out(skipText({ ...options, reason }, tiers, page));
  return EXIT_CODES.accepted;
}

function change(work: () => void): void {
  try {
    work();
  } catch (error) {
    const said = errorMessage(error);
    throw new LatticeError(
      'environment',
      `the skip cannot be kept: ${said}`,
      'Make what it names writable.',
      error,
      'skips.md',
    );
  }
}

function noReason(): LatticeError {
  return new LatticeError(
    'usage',
    'nothing says why',
    'Add `--reason "why"`: it is told at the next push.',
    undefined,
    'skips.md',
  );
}
