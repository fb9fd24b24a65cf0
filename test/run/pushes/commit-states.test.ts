import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tier } from '../../../src/core/task.ts';
import { openProofs } from '../../../src/run/memory/proofs.ts';
import { readCommitStates, unprovenPaths } from '../../../src/run/pushes/commit-states.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

describe('readCommitStates', () => {
  let lab: PushLab;
  let base: string;
  beforeEach(() => {
    lab = makePushLab();
    configure();
  });
  afterEach(() => lab.repository.remove());

  const configure = (task: object = {}, more: object = {}) => {
    lab.configure({
      fast: { on: ['pre-commit'], tasks: { lint: { run: 'true', files: '**/*.txt', ...task }, ...more } },
    });
    base = lab.repository.git('rev-parse', 'HEAD');
  };
  const skips = [{ task: 'lint', by: 'cli', reason: 'why' }] as const;
  const tiersOf = async (): Promise<readonly Tier[]> => {
    const scene = await lab.sceneOf(lab.repository.git('rev-parse', 'HEAD'), [base]);
    return (await lab.configsOf(scene)).tiers;
  };
  const read = async (most = 9, left: readonly string[] = [], from: readonly string[] = [base]) => {
    const scene = await lab.sceneOf(lab.repository.git('rev-parse', 'HEAD'), from);
    return readCommitStates(
      scene,
      (await tiersOf()).map((tier) => ({ tier, left })),
      from,
      most,
    );
  };
  const states = async (...from: Parameters<typeof read>) => (await read(...from)).map(({ state }) => state);

  it('says of each commit who made it and whether it was checked, the oldest first', async () => {
    const first = await lab.checked({ 'a.txt': '1' });
    const second = await lab.checked({ 'a.txt': '2' }, { skips });
    const third = lab.repository.commit({ 'a.txt': '3' }, 'unseen');

    expect(await read()).toEqual([
      { id: first, subject: 'a commit', committer: 'Test', state: 'proven', skips: [] },
      { id: second, subject: 'a commit', committer: 'Test', state: 'skipped', skips },
      { id: third, subject: 'unseen', committer: 'Test', state: 'unproven', skips: [] },
    ]);
  });

  it('names the newest of more than it may', async () => {
    await lab.checked({ 'a.txt': '1' });
    lab.repository.commit({ 'a.txt': '2' }, 'newest');

    expect((await read(1)).map(({ subject }) => subject)).toEqual(['newest']);
  });

  it('does not ask for proofs of what no task looks at', async () => {
    await lab.checked({ 'a.txt': '1' });
    lab.repository.commit({ 'a.md': '1' });

    expect(await states()).toEqual(['proven', 'proven']);
  });

  it('knows bytes that were looked at elsewhere', async () => {
    await lab.checked({ 'a.txt': '1' });
    lab.repository.git('checkout', '-q', '-b', 'other', base);
    lab.repository.commit({ 'b.md': '1', 'a.txt': '1' });

    expect(await states()).toEqual(['proven']);
  });

  it('knows a file that was deleted with its check', async () => {
    await lab.checked({ 'a.txt': '1', 'b.txt': '1' });
    lab.repository.git('rm', '-q', 'b.txt');
    await lab.checked({});
    lab.repository.git('rm', '-q', 'a.txt');
    lab.repository.commit();

    expect(await states()).toEqual(['proven', 'proven', 'unproven']);
  });

  it('takes no word of a tier that is another now', async () => {
    await lab.checked({ 'a.txt': '1' });
    const from = base;
    configure({ timeout: '1m' });
    await lab.checked({ 'b.txt': '1' });

    expect(await states(9, [], [from])).toEqual(['unproven', 'proven', 'proven']);
  });

  it('takes no word of other branches, where a `when` left something out', async () => {
    await lab.checked({ 'a.txt': '1' });

    expect(await states(9, ['lint'])).toEqual(['unproven']);
  });

  it('takes a skip only for the very change that it was about', async () => {
    await lab.checked({ 'a.txt': '1', 'b.txt': '1' }, { skips });
    const tree = lab.repository.git('rev-parse', 'HEAD^{tree}');
    lab.repository.git('checkout', '-q', '-b', 'other', base);
    lab.repository.commit({ 'a.txt': '1' });
    lab.repository.commit({ 'b.txt': '1' });

    expect(lab.repository.git('rev-parse', 'HEAD^{tree}')).toBe(tree);
    expect(await states()).toEqual(['unproven', 'unproven']);
  });

  it.each([false, true])('compares the first commit of a history with nothing, with SHA-256: %s', async (sha256) => {
    lab.repository.remove();
    lab = makePushLab({ sha256 });
    configure();
    lab.repository.git('checkout', '-q', '--orphan', 'new');
    await lab.checked({ 'a.txt': '1' }, { skips });
    base = lab.repository.git('rev-parse', 'HEAD');

    expect(await states(9, [], [])).toEqual(['skipped']);
  });

  it('names what every tier left out', async () => {
    lab.configure({
      one: { on: ['pre-commit'], tasks: { lint: { run: 'true' } } },
      two: { on: ['pre-commit'], tasks: { types: { run: 'true' } } },
    });
    base = lab.repository.git('rev-parse', 'HEAD');
    const both = [...skips, { task: 'types', by: 'cli', reason: '' }] as const;
    await lab.checked({ 'a.txt': '1' }, { skips: both });

    expect(await read()).toMatchObject([{ state: 'skipped', skips: both }]);
  });

  it('tells the very paths that nobody looked at', async () => {
    const commit = await lab.checked({ 'a.txt': '1' });
    const { tree } = (await lab.sceneOf(commit, [base])).captured.snapshot;
    const [tier] = await tiersOf();
    if (tier === undefined) throw new Error('no tier');
    const proofs = openProofs(await lab.find());
    const paths = ['b.txt', 'a.txt', 'c.txt'];

    expect(unprovenPaths(paths, (file) => tree.get(file), { tier, left: [] }, proofs)).toEqual(['b.txt', 'c.txt']);
  });
});
