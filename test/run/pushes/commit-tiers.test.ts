import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findCommitTiers } from '../../../src/run/pushes/commit-tiers.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

describe('findCommitTiers', () => {
  let lab: PushLab;
  let base: string;
  beforeEach(() => {
    lab = makePushLab();
    lab.repository.commit({ 'a.txt': '0', 'b.txt': '0' });
  });
  afterEach(() => lab.repository.remove());

  const configure = (tiers: object) => {
    lab.configure(tiers);
    base = lab.repository.git('rev-parse', 'HEAD');
  };
  const fast = (task: object = {}, more: object = {}) => ({
    fast: { on: ['pre-commit'], tasks: { lint: { run: 'true', files: '**/*.txt', ...task }, ...more } },
  });
  const found = async (commit: string, more: Partial<RunRequest> = {}) => {
    const scene = await lab.sceneOf(commit, [base]);
    const tiers = await findCommitTiers(await lab.configsOf(scene), scene, await lab.judging([base], more));
    if (tiers === undefined) throw new Error('no tool has to be asked');
    return { all: tiers.all.map(({ tier }) => tier.name), lacking: tiers.lacking.map(({ tier }) => tier.name), tiers };
  };
  const lacking = async (...from: Parameters<typeof found>) => (await found(...from)).lacking;
  const forget = () =>
    rmSync(path.join(lab.repository.root, '.git/lattice-hooks/store'), { recursive: true, force: true });
  const skip = (task: string) => ({ skips: [{ task, by: 'env', reason: '' }] }) as const;
  /** A commit that was not checked, of a config that was read. */
  const unchecked = async (files: Readonly<Record<string, string>> = { 'a.txt': '1' }) => {
    await lab.checked({});
    return lab.repository.commit(files);
  };

  it('are those that run at a commit and not at a push anyway', async () => {
    const task = { tasks: { lint: { run: 'true' } } };
    configure({
      ...fast(),
      push: { on: ['pre-push'], ...task },
      both: { on: ['pre-commit', 'pre-push'], ...task },
      hand: { on: [], ...task },
    });

    expect(await found(await unchecked())).toMatchObject({ all: ['fast'], lacking: ['fast'] });
  });

  it('are none where no tier runs at a commit alone', async () => {
    configure({ push: { on: ['pre-push'], tasks: { lint: { run: 'true' } } } });

    expect(await found(await unchecked())).toMatchObject({ all: [], lacking: [] });
  });

  it('lack nothing where what changed was checked', async () => {
    configure(fast());

    expect(await found(await lab.checked({ 'a.txt': '1' }))).toMatchObject({ all: ['fast'], lacking: [] });
  });

  it('lack what lies below a checked commit', async () => {
    configure(fast());
    await unchecked();

    expect(await lacking(await lab.checked({ 'b.txt': '1' }))).toEqual(['fast']);
  });

  it('lack nothing where no task looks at what changed', async () => {
    configure(fast());

    expect(await lacking(await unchecked({ 'a.md': '1' }))).toEqual([]);
  });

  it('lack the look at files together that were checked apart', async () => {
    configure(fast({ scope: 'project' }));
    await lab.checked({ 'a.txt': '1' });
    const one = lab.repository.git('rev-parse', 'HEAD');
    lab.repository.git('checkout', '-q', '-b', 'other', base);
    await lab.checked({ 'b.txt': '1' });
    lab.repository.git('checkout', '-q', one);
    lab.repository.git('merge', '-q', '-m', 'merge', 'other');

    expect(await lacking(lab.repository.git('rev-parse', 'HEAD'))).toEqual(['fast']);
  });

  it('lack what was checked and is not remembered any more', async () => {
    configure(fast());
    const commit = await lab.checked({ 'a.txt': '1' });
    forget();

    expect(await lacking(commit)).toEqual(['fast']);
  });

  it('lack what was checked and is remembered where every pass is to be looked at again', async () => {
    lab.repository.commit({ '.lattice-hooksrc.json': JSON.stringify({ audit: 1, tiers: fast() }) });
    base = lab.repository.git('rev-parse', 'HEAD');

    expect(await lacking(await lab.checked({ 'a.txt': '1' }))).toEqual(['fast']);
  });

  it.each([{ cache: false }, { warn: true }])(
    'take the proof for a task whose passes are never remembered: %j',
    async (task) => {
      configure(fast(task));
      const commit = await lab.checked({ 'a.txt': '1' });
      forget();

      expect(await lacking(commit)).toEqual([]);
      expect(await lacking(await unchecked({ 'a.txt': '2' }))).toEqual(['fast']);
    },
  );

  it('lack what was skipped, also where it is to be skipped once more beside others', async () => {
    configure(fast({}, { types: { run: 'true' } }));
    const commit = await lab.checked({ 'a.txt': '1' }, skip('lint'));

    expect(await lacking(commit)).toEqual(['fast']);
    expect(await lacking(commit, skip('lint'))).toEqual(['fast']);
  });

  it('lack what was skipped where nothing else is in the tier, also where it is to be skipped once more', async () => {
    configure(fast());
    const commit = await lab.checked({ 'a.txt': '1' }, skip('lint'));

    expect(await lacking(commit, skip('lint'))).toEqual(['fast']);
  });

  it('have no tasks about the message of a commit', async () => {
    configure(fast({}, { message: { run: 'true {message}' } }));
    const { tiers } = await found(await unchecked());

    expect(tiers.all.map(({ tier }) => tier.tasks.map(({ name }) => name))).toEqual([['lint']]);
  });

  it('lack all where the proofs cannot be read', async () => {
    configure(fast());
    const commit = await lab.checked({ 'a.txt': '1' });
    const log = path.join(lab.repository.root, '.git/lattice-hooks/proofs');
    rmSync(log);
    mkdirSync(log);

    expect(await lacking(commit)).toEqual(['fast']);
  });

  it('know what a `when` leaves out', async () => {
    configure(fast({}, { slow: { run: 'true', when: { branches: ['release'] } } }));
    const { tiers } = await found(await unchecked());

    expect(tiers.all.map(({ left }) => left)).toEqual([['slow']]);
  });

  it('leave names that nothing has to whoever prepares the run', async () => {
    configure(fast());

    expect(await found(await unchecked(), { only: ['nothing'] })).toMatchObject({ all: [], lacking: [] });
  });
});
