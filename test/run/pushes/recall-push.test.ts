import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recallPush } from '../../../src/run/pushes/recall-push.ts';
import type { World } from '../../../src/run/world.ts';
import stores from '../../../src/stores/local.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

const TIER = { on: ['pre-commit', 'pre-push'], tasks: { lint: { run: 'true' } } };
const NONE = '0'.repeat(40);

describe('recallPush', () => {
  let lab: PushLab;
  let trace: string;
  beforeEach(() => {
    lab = makePushLab();
    trace = path.join(lab.repository.folder, 'trace');
  });
  afterEach(() => lab.repository.remove());

  const recalled = async (input: string, more: Partial<World> = {}) => {
    const told = { repository: await lab.find(), hookArguments: [], input: Buffer.from(input) };
    const world = { ...lab.world, ...more, env: { ...lab.world.env, GIT_TRACE: trace } };
    return recallPush(told, world, (folder) => stores.open(folder));
  };
  const line = (commit: string, branch: string, had = NONE) =>
    `refs/heads/${branch} ${commit} refs/heads/${branch} ${had}\n`;
  const configure = (tier: object = TIER) => {
    lab.configure({ all: tier });
    return lab.repository.git('rev-parse', 'HEAD');
  };

  it('has nothing to check where refs are only deleted, whatever is configured', async () => {
    expect(await recalled(`(delete) ${NONE} refs/heads/old ${'1'.repeat(40)}\n`)).toEqual([]);
    expect(await recalled('')).toEqual([]);
    expect(existsSync(trace)).toBe(false);
  });

  it('leaves a push with gates to others before git is asked', async () => {
    const base = configure({ ...TIER, gates: { coverage: {} } });
    const commit = await lab.checked({ 'a.txt': '1' });

    expect(await recalled(line(commit, 'main', base))).toBeUndefined();
    expect(existsSync(trace)).toBe(false);
  });

  it('recalls a push beside gates of a tier that is not for it', async () => {
    lab.configure({ all: TIER, slow: { on: [], tasks: { types: { run: 'true' } }, gates: { coverage: {} } } });
    const base = lab.repository.git('rev-parse', 'HEAD');
    const commit = await lab.checked({ 'a.txt': '1' });

    expect(await recalled(line(commit, 'main', base))).toHaveLength(1);
  });

  it('leaves a config that is not kept to others before git is asked', async () => {
    const base = configure();
    const commit = lab.repository.commit({ 'a.txt': '1' });

    expect(await recalled(line(commit, 'main', base))).toBeUndefined();
    expect(existsSync(trace)).toBe(false);
  });

  it('is a record for each commit where all is remembered', async () => {
    const base = configure();
    const first = await lab.checked({ 'a.txt': '1' });
    const second = await lab.checked({ 'b.txt': '2' });
    const records = await recalled(line(first, 'one', base) + line(second, 'two', base));

    expect(records?.map(({ ref, accepted, trigger }) => [ref, accepted, trigger])).toEqual([
      ['refs/heads/one', true, 'pre-push'],
      ['refs/heads/two', true, 'pre-push'],
    ]);
    expect(records?.flatMap(({ checks }) => checks.map(({ cached }) => cached))).toEqual([true, true]);
  });

  it('is nothing where one of two commits is not remembered', async () => {
    const base = configure();
    const first = await lab.checked({ 'a.txt': '1' });
    const second = lab.repository.commit({ 'b.txt': '2' });

    expect(await recalled(line(first, 'one', base) + line(second, 'two', base))).toBeUndefined();
  });

  it('has no record of a commit that no tier is about', async () => {
    const base = configure({ ...TIER, on: ['pre-commit'] });
    const commit = await lab.checked({ 'a.txt': '1' });

    expect(await recalled(line(commit, 'main', base))).toEqual([]);
  });

  it('knows nothing of what another version of the package kept', async () => {
    const base = configure();
    const commit = await lab.checked({ 'a.txt': '1' });

    expect(await recalled(line(commit, 'main', base), { product: '2.0.0' })).toBeUndefined();
  });

  it('refuses what git wrote and nobody understands', async () => {
    await expect(recalled('refs/heads/main\n')).rejects.toMatchObject({ code: 'environment' });
  });
});
