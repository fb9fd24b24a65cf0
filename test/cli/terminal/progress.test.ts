import { describe, expect, it } from 'vitest';
import { hasSeveralTiers, openLines } from '../../../src/cli/terminal/progress.ts';
import { makeTerminal } from '../../support/fake-terminal.ts';
import { makeCheck, makePlan } from '../../support/plans.ts';
import { aCheck, aFailure, aFinding, aRemembered } from '../../support/records.ts';
import { makeTask } from '../../support/work-lab.ts';

const task = makeTask();

describe('lines of a run that nobody watches', () => {
  it('are one for each check that was made, on standard error, when it ends', async () => {
    const terminal = makeTerminal();
    const watcher = openLines(terminal);
    watcher.tell({ type: 'planned', plan: makePlan('lint', 'types') });
    watcher.tell({ type: 'started', task });
    expect(terminal.text()).toBe('');
    watcher.tell({ type: 'finished', task, check: aCheck({ durationMs: 1200 }) });
    expect(terminal.written('err')).toBe('✓ lint  2 files, 1.2 s\n');
    watcher.tell({ type: 'finished', task, check: aFailure({ task: 'types', findings: [aFinding(), aFinding()] }) });
    await watcher.close();
    expect(terminal.written('err')).toBe('✓ lint  2 files, 1.2 s\n✗ types  2 findings, 380 ms\n\n');
    expect(terminal.written('out')).toBe('');
  });

  it('are none for what was remembered or left out', async () => {
    const terminal = makeTerminal();
    const watcher = openLines(terminal);
    watcher.tell({ type: 'finished', task, check: aRemembered() });
    watcher.tell({ type: 'finished', task, check: aCheck({ status: 'skipped', reason: 'needs' }) });
    await watcher.close();
    expect(terminal.text()).toBe('');
  });

  it('name the tier where there are several', () => {
    const terminal = makeTerminal();
    const watcher = openLines(terminal);
    const checks = [makeCheck(), makeCheck({ tier: 'thorough' })];
    watcher.tell({ type: 'planned', plan: { tiers: [], checks, leftOut: [] } });
    watcher.tell({ type: 'finished', task, check: aCheck({ tier: 'thorough', task: 'unit' }) });
    expect(terminal.text()).toBe('✓ thorough: unit  2 files, 380 ms\n');
    expect(hasSeveralTiers(makePlan('a', 'b'))).toBe(false);
  });

  it('tell what a person should know, harmlessly', () => {
    const terminal = makeTerminal({ width: 40 });
    openLines(terminal).tell({ type: 'notice', message: 'remembered results cannot be used: \x1b[2Jdisk full' });
    expect(terminal.text()).toBe('note: remembered results cannot be used:\n      disk full\n');
  });

  it('are silent about what begins and what was recorded', () => {
    const terminal = makeTerminal();
    openLines(terminal).tell({ type: 'started', task });
    expect(terminal.text()).toBe('');
  });
});
