import { describe, expect, it, vi } from 'vitest';
import { openBoard } from '../../../src/cli/terminal/board.ts';
import { type FakeTerminal, makeTerminal } from '../../support/fake-terminal.ts';
import { makePlan } from '../../support/plans.ts';
import { aCheck, aFailure } from '../../support/records.ts';

const HIDE = '\x1b[?25l';
const SHOW = '\x1b[?25h';
/** Erases what a longer line has left: it says nothing. */
const END_OF_LINE = '\x1b[K';

/** What stays when everything that was drawn is taken away again. */
function rest(text: string): string {
  return text.slice(text.lastIndexOf(SHOW) + SHOW.length);
}

/** Resolves once something is on the screen. */
const drawn = (terminal: FakeTerminal, text: string) => vi.waitFor(() => expect(terminal.text()).toContain(text));

describe('the board', () => {
  it('is gone at once when it is closed, whatever comes of the run afterwards', async () => {
    const plan = makePlan('lint');
    const terminal = makeTerminal({ isInteractive: true });
    const board = openBoard(plan, terminal, () => 0);
    await drawn(terminal, 'lint');
    const before = terminal.text().length;
    const closed = board.close();
    expect(terminal.text().slice(before)).toBe(`\x1b7\r\x1b[1B\x1b[J\x1b8${SHOW}`);
    const [task] = plan.checks.map((check) => check.task);
    if (task !== undefined) board.tell({ type: 'finished', task, check: aCheck() });
    await closed;
    expect(terminal.text().slice(before).split('lint')).toHaveLength(2);
    expect(rest(terminal.text())).toBe('✓ lint  2 files, 380 ms\n');
  });

  it('draws on standard error and takes itself away, but for what was made', async () => {
    const plan = makePlan('lint', 'types');
    const terminal = makeTerminal({ isInteractive: true });
    const board = openBoard(plan, terminal, () => 0);
    const [lint, types] = plan.checks.map(({ task }) => task);
    for (const task of [lint, types]) if (task !== undefined) board.tell({ type: 'started', task });
    if (lint !== undefined) board.tell({ type: 'finished', task: lint, check: aCheck() });
    await drawn(terminal, 'types');
    await board.close();
    expect(terminal.written('out')).toBe('');
    expect(terminal.text().replaceAll(END_OF_LINE, '')).toContain(
      '✓ lint  2 files, 380 ms\n▸ types  2 files, checking',
    );
    expect(rest(terminal.text())).toBe('✓ lint  2 files, 380 ms\n');
  });

  it('hides the cursor only while it is there, also when nothing happened', async () => {
    const terminal = makeTerminal({ isInteractive: true });
    await openBoard(makePlan('lint'), terminal, () => 0).close();
    expect(terminal.text().split(HIDE)).toHaveLength(2);
    expect(rest(terminal.text())).toBe('');
  });

  it('has all rows from its first screen on', async () => {
    const terminal = makeTerminal({ isInteractive: true });
    const board = openBoard(makePlan('a', 'b', 'c'), terminal, () => 0);
    await drawn(terminal, 'a  waits');
    await board.close();
    const text = terminal.text().replaceAll(END_OF_LINE, '');
    expect(text.indexOf('a  waits')).toBeGreaterThan(0);
    const rows = 'a  waits its turn\n· b  waits its turn\n· c  waits its turn';
    expect(text.indexOf(rows)).toBe(text.indexOf('a  waits'));
  });

  it('believes the last word on a check: a fixer may look again', async () => {
    const plan = makePlan('format');
    const terminal = makeTerminal({ isInteractive: true });
    const board = openBoard(plan, terminal, () => 0);
    const task = plan.checks[0]?.task;
    if (task !== undefined) {
      board.tell({ type: 'finished', task, check: aCheck({ task: 'format' }) });
      board.tell({ type: 'finished', task, check: aFailure({ task: 'format' }) });
    }
    await board.close();
    expect(rest(terminal.text())).toBe('✗ format  1 finding, 380 ms\n\n');
  });

  it('keeps notices, and takes no notice of tasks of another plan', async () => {
    const terminal = makeTerminal({ isInteractive: true, color: true });
    const board = openBoard(makePlan('lint'), terminal, () => 0);
    board.tell({ type: 'notice', message: 'careful' });
    const stranger = makePlan('lint').checks[0]?.task;
    if (stranger !== undefined) board.tell({ type: 'finished', task: stranger, check: aCheck() });
    await board.close();
    expect(rest(terminal.text())).toBe('\x1b[2mnote: \x1b[22mcareful\n');
  });
});
