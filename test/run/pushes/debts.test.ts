import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Skip } from '../../../src/core/record.ts';
import type { Debt } from '../../../src/core/skips/debt.ts';
import { captureCommit } from '../../../src/git/snapshot.ts';
import { keepDebts, readOwed } from '../../../src/run/pushes/debts.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

let repository: TestRepository;
let shared: { readonly commonDir: string };
let [base, left]: readonly string[] = [];
beforeEach(() => {
  repository = makeRepository();
  shared = { commonDir: path.join(repository.root, '.git') };
  base = repository.commit({ 'a.txt': '1', 'b.txt': '1' });
  left = repository.commit({ 'a.txt': '2' });
});
afterEach(() => repository.remove());

const skip = (task: string): Skip => ({ task, by: 'env', reason: 'why' });
const push = (commit: string, bases: readonly string[], skips: readonly Skip[], owed: readonly Debt[] = []) =>
  keepDebts(shared, [{ commit, bases, skips, owed }]);
const owedBy = async (commit: string, bases: readonly string[]) => {
  const { tree } = (await captureCommit(repository.place, commit, bases)).snapshot;
  return readOwed(repository.place, shared, { commit, tree, bases });
};
const changes = async (name: string, commit: string, bases: readonly string[]) => [
  ...((await owedBy(commit, bases))?.comparisons.get(name)?.changed.keys() ?? []),
];

describe('what a push was accepted without', () => {
  it('is owed by what builds on it, which is compared as if it had not been pushed', async () => {
    push(left ?? '', [base ?? ''], [skip('tests')]);
    const next = repository.commit({ 'b.txt': '2' });

    expect(await changes('tests', next, [left ?? ''])).toEqual(['a.txt', 'b.txt']);
    expect((await owedBy(next, [left ?? '']))?.skips).toEqual([skip('tests')]);
    expect(await changes('lint', next, [left ?? ''])).toEqual([]);
  });

  it('is nothing to what does not build on it', async () => {
    push(left ?? '', [base ?? ''], [skip('tests')]);
    repository.git('checkout', '-q', '-b', 'other', base ?? '');
    const other = repository.commit({ 'b.txt': '3' });

    expect(await owedBy(other, [base ?? ''])).toBeUndefined();
  });

  it('leaves out what else the remote has', async () => {
    push(left ?? '', [base ?? ''], [skip('tests')]);
    repository.git('checkout', '-q', '-b', 'upstream', base ?? '');
    const upstream = repository.commit({ 'b.txt': '4' });
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--no-edit', 'upstream');
    const merge = repository.git('rev-parse', 'HEAD');

    expect(await changes('tests', merge, [left ?? '', upstream])).toEqual(['a.txt']);
    const next = repository.commit({ 'c.txt': '1' });
    expect(await changes('tests', next, [merge])).toEqual(['a.txt', 'b.txt', 'c.txt']);
  });

  it('is forgotten when it was made up for', async () => {
    push(left ?? '', [base ?? ''], [skip('tests')]);
    const next = repository.commit({ 'b.txt': '2' });
    push(next, [left ?? ''], [], (await owedBy(next, [left ?? '']))?.debts);

    expect(await owedBy(next, [left ?? ''])).toBeUndefined();
    expect(existsSync(path.join(shared.commonDir, 'lattice-hooks/owed.json'))).toBe(false);
  });

  it('takes away what the stub would end a push by, in every worktree', () => {
    const linked = path.join(repository.folder, 'linked');
    repository.git('worktree', 'add', '-q', linked);
    const marks = ['', 'worktrees/linked/'].map((gitDir) => `.git/${gitDir}lattice-hooks/known/pre-push/current`);
    for (const mark of marks) repository.write(mark, 'x');
    push(left ?? '', [base ?? ''], []);
    expect(marks.map((mark) => existsSync(path.join(repository.root, mark)))).toEqual([true, true]);
    push(left ?? '', [base ?? ''], [skip('tests')]);
    expect(marks.map((mark) => existsSync(path.join(repository.root, mark)))).toEqual([false, false]);
  });

  it('is nothing where its file is damaged', async () => {
    push(left ?? '', [base ?? ''], [skip('tests')]);
    repository.write('.git/lattice-hooks/owed.json', 'damage');

    expect(await owedBy(left ?? '', [base ?? ''])).toBeUndefined();
  });
});
