import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recall, recallPushed } from '../../src/cli/recall.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { readLastRun } from '../../src/run/records/last-record.ts';
import { makeTerminal } from '../support/fake-terminal.ts';
import { makePushLab, type PushLab } from '../support/push-lab.ts';
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

describe('recallPushed', () => {
  let lab: PushLab;
  let base: string;
  beforeEach(() => {
    lab = makePushLab();
    lab.configure({ all: { on: ['pre-commit', 'pre-push'], tasks: { lint: { run: 'true' } } } });
    base = lab.repository.git('rev-parse', 'HEAD');
  });
  afterEach(() => lab.repository.remove());

  const pushed = async (...lines: readonly string[]) => {
    const terminal = makeTerminal();
    const input = Buffer.from(lines.map((line) => `${line}\n`).join(''));
    const push = { repository: await lab.find(), hookArguments: [], input: { bytes: input, isTold: false } };
    return { ended: await recallPushed(push, lab.world, terminal), shown: terminal.text() };
  };
  const kept = () => readLastRun(`${lab.repository.root}/.git`);

  it('keeps the record of a push that has nothing new to check, and says so in one line', async () => {
    const commit = await lab.checked({ 'a.txt': '1' });
    const { ended, shown } = await pushed(`refs/heads/main ${commit} refs/heads/main ${base}`);

    expect(ended).toBe(true);
    expect(shown).toMatch(/^✓ all .*1 check remembered.*\n$/);
    expect(kept()).toMatchObject([{ trigger: 'pre-push', ref: 'refs/heads/main', accepted: true }]);
  });

  it('ends a push that nothing is about without a word', async () => {
    const none = '0'.repeat(40);

    expect(await pushed(`(delete) ${none} refs/heads/old ${base}`)).toEqual({ ended: true, shown: '' });
    expect(kept()).toBeUndefined();
  });

  it('says nothing where there is more to do', async () => {
    await lab.checked({ 'a.txt': '1' });
    const commit = lab.repository.commit({ 'a.txt': '2' });

    expect(await pushed(`refs/heads/main ${commit} refs/heads/main ${base}`)).toEqual({ ended: false, shown: '' });
    expect(kept()).toBeUndefined();
  });
});
