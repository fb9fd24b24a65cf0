import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Prepared } from '../../../src/run/preparation.ts';
import { preparePush } from '../../../src/run/pushes/prepare-push.ts';
import type { RunRequest } from '../../../src/run/request.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

const FAST = { on: ['pre-commit'], tasks: { lint: { run: 'true' } } };
const FULL = { on: ['pre-push'], tasks: { types: { run: 'true' } } };

describe('preparePush', () => {
  let lab: PushLab;
  let base: string;
  beforeEach(() => {
    lab = makePushLab();
  });
  afterEach(() => lab.repository.remove());

  const configure = (tiers: object) => {
    lab.configure(tiers);
    base = lab.repository.git('rev-parse', 'HEAD');
  };
  const prepareIt = async (commit: string, more: Partial<RunRequest> = {}) => {
    const scene = await lab.sceneOf(commit, [base]);
    return preparePush(await lab.configsOf(scene), scene, await lab.judging([base], more));
  };
  const ready = async (commit: string): Promise<Prepared> => {
    const preparation = await prepareIt(commit);
    if (preparation.type === 'ready') return preparation.prepared;
    throw new Error(preparation.type);
  };
  const tierNames = ({ plan }: Prepared) => plan.tiers.map(({ name }) => name);
  /** A commit that was not checked, of a config that was read. */
  const unchecked = async () => {
    await lab.checked({});
    return lab.repository.commit({ 'a.txt': '1' }, 'in a hurry');
  };

  it('plans what is for a push alone where what is for a commit is proven', async () => {
    configure({ full: FULL, fast: FAST });
    const prepared = await ready(await lab.checked({ 'a.txt': '1' }));

    expect(tierNames(prepared)).toEqual(['full']);
    expect(prepared).toMatchObject({ trigger: 'pre-push', notes: [] });
  });

  it('plans what is for a commit first where it is not proven, and says why', async () => {
    configure({ full: FULL, fast: FAST });
    const commit = await unchecked();
    const prepared = await ready(commit);

    expect(tierNames(prepared)).toEqual(['fast', 'full']);
    expect(prepared.plan.checks.map(({ task }) => task.name)).toEqual(['lint', 'types']);
    expect(prepared.notes).toEqual([
      `\`fast\` runs at this push too: ${commit.slice(0, 7)} (in a hurry) was not checked by it when it was made`,
    ]);
  });

  it('plans what is for a commit where nothing is for a push', async () => {
    configure({ fast: FAST });
    const prepared = await ready(await unchecked());

    expect(tierNames(prepared)).toEqual(['fast']);
    expect(prepared.trigger).toBe('pre-push');
  });

  it('leaves all of it to those who may start a tool where one has to be asked first', async () => {
    configure({ full: FULL, fast: { on: ['pre-commit'], tasks: { lint: { uses: 'eslint', files: '**/*.txt' } } } });
    const scene = await lab.sceneOf(await unchecked(), [base]);
    rmSync(path.join(lab.repository.root, '.git/lattice-hooks/reach'));
    const configs = await lab.configsOf(scene);
    const { world, ...judging } = await lab.judging([base]);
    const { survey, ...silent } = world;

    expect(await preparePush(configs, scene, { ...judging, world: silent })).toEqual({ type: 'unread' });
    expect(await preparePush(configs, scene, { ...judging, world })).toMatchObject({ type: 'ready' });
    expect(await preparePush(configs, scene, { ...judging, world: silent })).toMatchObject({ type: 'ready' });
  });

  it('plans nothing where all is proven and nothing is for a push', async () => {
    configure({ fast: FAST });

    expect(tierNames(await ready(await lab.checked({ 'a.txt': '1' })))).toEqual([]);
  });

  it('plans a tier that is for both once', async () => {
    configure({ both: { ...FAST, on: ['pre-commit', 'pre-push'] } });
    const prepared = await ready(await unchecked());

    expect(tierNames(prepared)).toEqual(['both']);
    expect(prepared.plan.checks).toHaveLength(1);
    expect(prepared.notes).toEqual([]);
  });

  it('tells of names that nothing has', async () => {
    configure({ full: FULL, fast: FAST });

    expect(await prepareIt(await unchecked(), { only: ['nothing'] })).toMatchObject({
      type: 'unknown',
      names: ['nothing'],
    });
  });
});
