import { describe, expect, it } from 'vitest';
import { watchRun } from '../../../src/cli/terminal/watch-run.ts';
import type { Plan } from '../../../src/core/plan.ts';
import type { RunEvent } from '../../../src/core/ports.ts';
import type { CheckRecord } from '../../../src/core/record.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makePlan } from '../../support/plans.ts';
import { aCheck, aRecord, aRemembered } from '../../support/records.ts';

const started = ({ checks }: Plan): readonly RunEvent[] => checks.map(({ task }) => ({ type: 'started', task }));
const finished = ({ checks }: Plan, different: Partial<CheckRecord> = {}): readonly RunEvent[] =>
  checks.map(({ task }) => ({ type: 'finished', task, check: aCheck({ task: task.name, ...different }) }));

function watch(isInteractive: boolean) {
  const terminal = makeTerminal({ isInteractive });
  const watcher = watchRun(terminal, () => 0);
  const tell = (...events: readonly RunEvent[]) => events.forEach(watcher.tell);
  return { terminal, watcher, tell };
}

describe('a run that a person watches', () => {
  // Has to come first: later on the board is loaded already, and nothing can happen meanwhile.
  it('leaves the lines without a board when it is over while that is loaded', async () => {
    const { terminal, watcher, tell } = watch(true);
    const plan = makePlan('lint');
    tell({ type: 'planned', plan }, ...started(plan));
    for (let turn = 0; turn < 3; turn += 1) await Promise.resolve();
    tell(...finished(plan));
    await watcher.close();
    expect(terminal.text()).toBe('✓ lint  2 files, 380 ms\n');
  });

  it('draws nothing when nothing new is looked at', async () => {
    const { terminal, watcher, tell } = watch(true);
    const plan = makePlan('lint');
    tell({ type: 'planned', plan }, ...finished(plan, aRemembered()), { type: 'done', record: aRecord() });
    await watcher.close();
    expect(terminal.text()).toBe('');
  });

  it('leaves the lines without a board when it is over before one could be drawn', async () => {
    const { terminal, watcher, tell } = watch(true);
    const plan = makePlan('lint');
    tell({ type: 'planned', plan }, ...started(plan), ...finished(plan));
    await watcher.close();
    expect(terminal.text()).toBe('✓ lint  2 files, 380 ms\n');
  });

  it('draws a board while checks go on', async () => {
    const plan = makePlan('lint');
    let drawn: () => void = () => undefined;
    const isDrawn = new Promise<void>((resolve) => {
      drawn = resolve;
    });
    const fake = makeTerminal({ isInteractive: true });
    const err = (text: string): void => {
      fake.err(text);
      if (text.includes('checking')) drawn();
    };
    const watcher = watchRun({ ...fake, err }, () => 0);
    for (const event of [{ type: 'planned', plan } as const, ...started(plan)]) watcher.tell(event);
    await isDrawn;
    for (const event of finished(plan)) watcher.tell(event);
    await watcher.close();
    expect(fake.text()).toContain('▸ lint  2 files, checking');
    expect(fake.text().endsWith('\x1b[?25h✓ lint  2 files, 380 ms\n')).toBe(true);
  });

  it('is told at once whom a run waits for', () => {
    const { terminal, tell } = watch(true);
    tell({ type: 'notice', message: 'before' }, { type: 'planned', plan: makePlan('lint') });
    tell({ type: 'notice', message: 'waiting for process 7' });
    expect(terminal.text()).toBe('note: before\nnote: waiting for process 7\n');
  });

  it('shows several runs one after the other', async () => {
    const { terminal, watcher, tell } = watch(true);
    const [first, second] = [makePlan('first'), makePlan('second')];
    tell({ type: 'planned', plan: first }, ...started(first), ...finished(first));
    tell({ type: 'planned', plan: second }, ...started(second), ...finished(second));
    await watcher.close();
    expect(terminal.text()).toBe('✓ first  2 files, 380 ms\n✓ second  2 files, 380 ms\n');
  });

  it('may be closed without having begun, and twice', async () => {
    const { terminal, watcher } = watch(true);
    await watcher.close();
    await watcher.close();
    expect(terminal.text()).toBe('');
  });
});

describe('a run that nobody watches', () => {
  it('is told in lines', async () => {
    const { terminal, watcher, tell } = watch(false);
    const plan = makePlan('lint');
    tell({ type: 'planned', plan }, ...started(plan), ...finished(plan));
    expect(terminal.text()).toBe('✓ lint  2 files, 380 ms\n');
    await watcher.close();
  });
});
