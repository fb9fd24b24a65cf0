import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hookRequest } from '../../../src/run/hook-request.ts';
import { type GateJudge, recallCommit } from '../../../src/run/pushes/recall-commit.ts';
import { makePushLab, type PushLab } from '../../support/push-lab.ts';

const COMMIT = { fast: { on: ['pre-commit'], tasks: { lint: { run: 'true' } } } };
const GATED = { all: { on: ['pre-commit', 'pre-push'], tasks: { lint: { run: 'true' } }, gates: { coverage: {} } } };

describe('recallCommit', () => {
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
  const recallIt = async (commit: string, judgeOf?: GateJudge) =>
    recallCommit(await lab.sceneOf(commit, [base]), 'refs/heads/main', await lab.judging([base]), judgeOf);
  const judging =
    (status: 'passed' | 'failed'): GateJudge =>
    () =>
    async () => ({ status, findings: [], summary: [] });

  it('has nothing to say of a commit that no tier is about', async () => {
    configure(COMMIT);

    expect(await recallIt(await lab.checked({ 'a.txt': '1' }))).toEqual({ type: 'nothing' });
  });

  it('remembers what was checked, under the name of the ref, and leaves a proof of that', async () => {
    configure({ all: { on: ['pre-push'], tasks: { lint: { run: 'true' } } } });
    const commit = await lab.checked({ 'a.txt': '1' }, { name: 'pre-push', only: ['lint'] });
    expect(await lab.proofs()).toEqual([]);

    expect(await recallIt(commit)).toMatchObject({
      type: 'remembered',
      record: {
        trigger: 'pre-push',
        ref: 'refs/heads/main',
        accepted: true,
        tree: lab.repository.git('rev-parse', `${commit}^{tree}`),
        checks: [{ task: 'lint', status: 'passed', cached: true }],
      },
    });
    expect(await lab.proofs()).toMatchObject([{ tier: 'all', trigger: 'pre-push' }]);
  });

  it('leaves to others what is remembered and to be looked at again', async () => {
    configure({ all: { on: ['pre-push'], tasks: { lint: { run: 'true' } } } });
    const config = JSON.parse(lab.repository.read('.lattice-hooksrc.json'));
    lab.repository.commit({ '.lattice-hooksrc.json': JSON.stringify({ ...config, audit: 1 }) });
    const commit = await lab.checked({ 'a.txt': '1' }, { name: 'pre-push', only: ['lint'] });

    expect(await recallIt(commit)).toEqual({ type: 'more' });
  });

  it('leaves to others what is not remembered', async () => {
    configure(COMMIT);
    await lab.checked({ 'a.txt': '1' });

    expect(await recallIt(lab.repository.commit({ 'a.txt': '2' }))).toEqual({ type: 'more' });
  });

  it('leaves to others a commit whose config is not the one in the worktree', async () => {
    configure(COMMIT);
    const commit = await lab.checked({ 'a.txt': '1' });
    lab.repository.write('.lattice-hooksrc.json', JSON.stringify({ tiers: COMMIT }, undefined, 1));
    // It is kept too, so that nothing has to be read.
    await lab.prepare(await lab.scene({ type: 'worktree' }), hookRequest('pre-commit', []));

    expect(await recallIt(commit)).toEqual({ type: 'more' });
  });

  it.each<[string, string, 'more' | 'remembered']>([
    ['leaves to others what was checked beside an input that nobody has committed', 'rules/new.cfg', 'more'],
    ['remembers what was checked beside an input that git ignores', 'rules/own.ignored', 'remembered'],
    ['remembers what was checked beside a file that is no input', 'new.txt', 'remembered'],
  ])('%s', async (_what, file, type) => {
    const lint = { run: ['true', '{files}'], files: 'a.txt', scope: 'file', inputs: 'rules/**' };
    configure({ all: { on: ['pre-push'], tasks: { lint } } });
    lab.repository.commit({ '.gitignore': '*.ignored\n' });
    lab.repository.write('a.txt', '1');
    lab.repository.git('add', '--all');
    lab.repository.write(file, 'x');
    await lab.run({ ...hookRequest('pre-push', []), only: ['lint'], selection: { type: 'staged' } });
    lab.repository.git('commit', '--quiet', '-m', 'checked');

    expect(await recallIt(lab.repository.git('rev-parse', 'HEAD'))).toMatchObject({ type });
  });

  it('leaves to others a commit whose config was never read', async () => {
    configure(COMMIT);

    expect(await recallIt(lab.repository.commit({ 'a.txt': '1' }))).toEqual({ type: 'more' });
  });

  it('leaves to others who asks for what nothing has', async () => {
    configure(COMMIT);
    const commit = await lab.checked({ 'a.txt': '1' });
    const judged = await lab.judging([base], { only: ['nothing'] });

    expect(await recallCommit(await lab.sceneOf(commit, [base]), 'refs/heads/main', judged)).toEqual({ type: 'more' });
  });

  it.each<[string, GateJudge | undefined, string]>([
    ['leaves gates to others where nobody judges them', undefined, 'more'],
    ['leaves to others what a gate objects to', judging('failed'), 'more'],
    ['remembers what every gate accepts', judging('passed'), 'remembered'],
  ])('%s', async (_, judgeOf, type) => {
    configure({ all: { ...GATED.all, gates: {} } });
    await lab.checked({ 'a.txt': '1' });
    configure(GATED);
    const commit = await lab.checked({ 'a.txt': '2' });

    expect((await recallIt(commit, judgeOf)).type).toBe(type);
  });
});
