import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recall } from '../../src/cli/recall.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { readLastRun } from '../../src/run/last-record.ts';
import { makeTerminal } from '../support/fake-terminal.ts';
import { makeRunLab, type RunLab } from '../support/run-lab.ts';

const STAGED = { type: 'staged' } as const;

describe('recall', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.configure({ fast: { on: ['pre-commit'], tasks: { lint: { run: 'true' } } } });
    lab.repository.write('a.txt', 'a\n');
    lab.repository.git('add', 'a.txt');
  });
  afterEach(() => lab.repository.remove());

  const hook = { name: 'pre-commit', hookArguments: [], started: 0 };

  it('keeps the record of a hook that has nothing new to check, and says so in one line', async () => {
    await lab.run({ ...hookRequest('pre-commit', []), selection: STAGED });
    const terminal = makeTerminal();
    const end = await recall(hook, await lab.scene(STAGED), lab.world, terminal);

    expect(end.type).toBe('remembered');
    expect(terminal.written('out')).toMatch(/^✓ fast {2}1 check remembered \(.*\)\n$/);
    expect(readLastRun(`${lab.repository.root}/.git`)).toEqual([end.type === 'remembered' ? end.record : undefined]);
  });

  it('says nothing where there is more to do', async () => {
    const terminal = makeTerminal();

    expect(await recall(hook, await lab.scene(STAGED), lab.world, terminal)).toMatchObject({ type: 'more' });
    expect(terminal.written('out')).toBe('');
  });
});
