import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withoutNewFiles } from '../../src/run/without-files.ts';
import { makeRunLab, type RunLab } from '../support/run-lab.ts';

describe('a scene without files that the run writes itself', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'a.txt': 'a\n', 'kept.json': '{}\n' });
    lab.repository.write('kept.json', '{ }\n');
    lab.repository.write('new.json', '{}\n');
    lab.repository.write('other.txt', 'b\n');
  });
  afterEach(() => lab.repository.remove());

  const own = new Set(['new.json', 'kept.json', 'gone.json']);
  const seen = async (type: 'all' | 'worktree' | 'staged') => {
    const { tree, changed } = withoutNewFiles(await lab.scene({ type }), own).captured.snapshot;
    return [[...tree.keys()], [...changed.keys()]];
  };

  it('has neither what is new of them nor a change of it, and all that git knows', async () => {
    const tree = ['a.txt', 'kept.json', 'other.txt'];
    expect(await seen('worktree')).toEqual([tree, ['kept.json', 'other.txt']]);
    expect(await seen('all')).toEqual([tree, tree]);
  });

  it('is as it was where it is about what is staged', async () => {
    lab.repository.git('add', 'new.json');
    expect(await seen('staged')).toEqual([['a.txt', 'kept.json', 'new.json'], ['new.json']]);
  });
});
