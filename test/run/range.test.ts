import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseRange, rangeSubject } from '../../src/run/range.ts';
import { makeRunLab, type RunLab } from '../support/run-lab.ts';

describe('parseRange', () => {
  it.each([
    ['A..B', 'A', 'B'],
    ['A...B', 'A', 'B'],
    ['..B', 'HEAD', 'B'],
    ['A..', 'A', 'HEAD'],
    ['..', 'HEAD', 'HEAD'],
    ['v1.0..v1.1', 'v1.0', 'v1.1'],
    ['origin/main..HEAD~2', 'origin/main', 'HEAD~2'],
  ])('reads %s', (text, from, to) => {
    expect(parseRange(text)).toEqual({ from, to });
  });

  it.each(['main', 'v1.0', 'HEAD', ''])('takes `%s` for no range', (text) => {
    expect(parseRange(text)).toBeUndefined();
  });
});

describe('rangeSubject', () => {
  let lab: RunLab;
  let first: string;
  beforeEach(() => {
    lab = makeRunLab();
    first = lab.repository.commit({ a: '1' });
  });
  afterEach(() => lab.repository.remove());

  const subject = async (from: string, to: string) =>
    rangeSubject({ from, to }, { place: lab.repository.place, repository: await lab.find() });

  it('is the second commit, compared with where the two parted, and the branch that is checked out', async () => {
    lab.repository.git('checkout', '-q', '-b', 'side');
    const side = lab.repository.commit({ b: '1' });
    lab.repository.git('checkout', '-q', 'main');
    lab.repository.commit({ a: '2' });
    lab.repository.git('checkout', '-q', 'side');

    expect(await subject('main', 'HEAD')).toEqual({ commit: side, bases: [first], branches: ['side'] });
    expect(await subject('main', 'side')).toMatchObject({ commit: side, branches: [] });
    lab.repository.git('checkout', '-q', '--detach');
    expect(await subject('main', 'HEAD')).toMatchObject({ commit: side, branches: [] });
  });

  it('refuses names of nothing, and commits that have nothing in common', async () => {
    await expect(subject('nowhere', 'HEAD')).rejects.toMatchObject({ code: 'usage' });
    await expect(subject('HEAD', 'nowhere')).rejects.toMatchObject({ code: 'usage' });
    lab.repository.git('checkout', '-q', '--orphan', 'other');
    lab.repository.commit({ c: '1' });
    await expect(subject('main', 'other')).rejects.toMatchObject({
      code: 'usage',
      message: '`main` and `other` have no common ancestor here',
    });
  });
});
