import type { Plan } from '../../core/plan.ts';
import type { RunEvent } from '../../core/ports.ts';
import { openLines, type RunWatcher } from './progress.ts';
import type { Terminal } from './terminal.ts';

/**
 * Shows runs while they go on: on a board where a person watches, else in lines. The board is loaded when the first
 * check begins, so that a run with nothing new to look at loads and draws nothing. `now`: milliseconds of a clock that
 * only goes forward. Several runs may follow each other, each from its `planned` on.
 */
export function watchRun(terminal: Terminal, now: () => number): RunWatcher {
  const lines = openLines(terminal);
  if (!terminal.isInteractive) return lines;
  let current: RunWatcher = lines;
  let earlier: Promise<void> = Promise.resolve();
  const end = (isInterrupted = false): Promise<void> => {
    earlier = current.close(isInterrupted);
    current = lines;
    return earlier;
  };
  return {
    tell: (event) => {
      if (event.type === 'planned') {
        void end();
        current = watchPlan(event.plan, terminal, now, earlier);
      } else current.tell(event);
    },
    close: end,
  };
}

/** One run. Events wait until the board is there, and the board until an earlier one is gone. */
function watchPlan(plan: Plan, terminal: Terminal, now: () => number, earlier: Promise<void>): RunWatcher {
  const waiting: RunEvent[] = [{ type: 'planned', plan }];
  let opening: Promise<void> | undefined;
  let shown: RunWatcher | undefined;
  let isOver = false;
  let started: number | undefined;
  const show = (watcher: RunWatcher): void => {
    for (const event of waiting) watcher.tell(event);
    shown = watcher;
  };
  const open = async (): Promise<void> => {
    await earlier;
    const board = isOver ? undefined : await loadBoard();
    // A run that is over by now would only flash.
    show(board === undefined || isOver ? openLines(terminal) : board(plan, terminal, now, started));
  };
  return {
    tell: (event) => {
      if (shown !== undefined) shown.tell(event);
      // Before the first check begins, somebody may be waited for: that is said at once.
      else if (event.type === 'notice' && opening === undefined) openLines(terminal).tell(event);
      else waiting.push(event);
      if (event.type !== 'started') return;
      started ??= now();
      opening ??= open();
    },
    close: async (isInterrupted) => {
      isOver = true;
      await (opening ?? earlier);
      if (shown === undefined) show(openLines(terminal));
      await shown?.close(isInterrupted);
    },
  };
}

/** A board that cannot be loaded costs the board and never the run. */
async function loadBoard(): Promise<typeof import('./board.ts').openBoard | undefined> {
  try {
    return (await import('./board.ts')).openBoard;
  } catch {
    return undefined;
  }
}
