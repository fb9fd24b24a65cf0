import { lockWorktree } from '../../git/isolation/lock.ts';
import { recoverInterrupted } from '../../run/local-run.ts';
import type { World } from '../../run/world.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Puts back what an interrupted run had hidden. Waits for a run that still goes on. */
export async function recover(world: World, terminal: Terminal): Promise<number> {
  const { repository, waiting, notice } = await openSession(world, terminal, { work: 'recover' });
  const release = await lockWorktree(repository.gitDir, waiting);
  try {
    if (!(await recoverInterrupted(repository, world, notice)))
      terminal.out('nothing is hidden: there is nothing to recover\n');
    return 0;
  } finally {
    release();
  }
}
