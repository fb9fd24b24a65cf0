import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareVerification } from '../../../src/run/pushes/prepare-verification.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

const FAST = { on: ['pre-commit'], tasks: { lint: { run: 'true' } } };
const FULL = { on: ['pre-push'], tasks: { types: { run: 'true' } } };

describe('prepareVerification', () => {
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
  const prepareIt = async (commit: string) => {
    const scene = await lab.sceneOf(commit, [base]);
    const judging = await lab.judging([base], { name: 'pre-commit', byHook: false, fixing: false });
    return prepareVerification(await lab.configsOf(scene), scene, judging);
  };

  it('plans nothing where all is proven, and lists the commits', async () => {
    configure({ fast: FAST, full: FULL });
    const commit = await lab.checked({ 'a.txt': '1' });

    expect(await prepareIt(commit)).toMatchObject({
      type: 'ready',
      prepared: { trigger: 'manual', plan: { tiers: [], checks: [] }, commits: [{ id: commit, state: 'proven' }] },
    });
  });

  it('plans what is for a commit and not proven, and nothing that is for a push', async () => {
    configure({ fast: FAST, full: FULL });
    const first = await lab.checked({ 'a.txt': '1' });
    const second = lab.repository.commit({ 'b.txt': '1' });

    expect(await prepareIt(second)).toMatchObject({
      type: 'ready',
      prepared: {
        plan: { tiers: [{ name: 'fast' }], checks: [{ task: { name: 'lint' } }] },
        commits: [
          { id: first, state: 'proven' },
          { id: second, state: 'unproven' },
        ],
      },
    });
  });

  it('refuses to say anything where no tier is for a commit alone', async () => {
    configure({ full: FULL, both: { ...FAST, on: ['pre-commit', 'pre-push'] } });

    await expect(prepareIt(await lab.checked({ 'a.txt': '1' }))).rejects.toMatchObject({
      code: 'config',
      message: 'no tier runs at `pre-commit` alone, so commits have no proofs',
    });
  });
});
