import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Debt } from '../../../src/core/skips/debt.ts';
import type { Tier } from '../../../src/core/task.ts';
import { emptyTree } from '../../../src/git/commits/find.ts';
import { gateBase } from '../../../src/run/gates/base.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';
import { makeTask } from '../../support/work-lab.ts';

let repository: TestRepository;
let [old, left, tip]: readonly string[] = [];
beforeEach(() => {
  repository = makeRepository();
  old = repository.commit({ 'a.txt': '1' });
  left = repository.commit({ 'a.txt': '2' });
  repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  tip = repository.commit({ 'a.txt': '3' });
});
afterEach(() => repository.remove());

const tier: Tier = {
  name: 'thorough',
  root: '',
  nested: [],
  on: [],
  tasks: [makeTask({ name: 'unit-tests', coverage: ['lcov.info'] }), makeTask({ name: 'docs' })],
  gates: {},
};
const debt = (skipped: string, commit = left, bases: readonly string[] = [old ?? '']): Debt => ({
  commit: commit ?? '',
  bases,
  skips: [{ task: skipped, by: 'env', reason: 'why' }],
});
const baseOf = async (debts: readonly Debt[], base?: string) => {
  const captured = { snapshot: { source: 'commit', commit: tip, tree: new Map(), changed: new Map() } } as const;
  const owed = { debts, comparisons: new Map(), skips: [] };
  const scene = { place: repository.place, captured: captured as never, owed };
  return gateBase(scene, { tier, gate: 'coverage', base }, { remote: 'origin', pullRequestBase: undefined });
};

describe('what a gate compares with', () => {
  it('is the merge base', async () => {
    expect(await baseOf([])).toEqual({ base: left, since: 'origin/main' });
  });

  it.each(['coverage', 'unit-tests'])('lies before what was pushed without %s', async (skipped) => {
    expect(await baseOf([debt(skipped)])).toEqual({ base: old, since: `before the push of ${left?.slice(0, 7)}` });
  });

  it('is the merge base where others were left out, or where that is older', async () => {
    expect(await baseOf([debt('docs'), debt('lint')])).toMatchObject({ base: left });
    expect(await baseOf([debt('coverage')], old)).toEqual({ base: old, since: old });
  });

  it('is the oldest of several, and nothing where the remote had nothing', async () => {
    const later = repository.commit({ 'a.txt': '4' });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    tip = repository.commit({ 'a.txt': '5' });
    const both = [debt('coverage'), debt('coverage', later, [left ?? ''])];
    expect(await baseOf(both)).toMatchObject({ base: old });
    expect(await baseOf([debt('coverage', left, [])])).toMatchObject({ base: await emptyTree(repository.place) });
  });
});
