import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LocalSelection } from '../../../src/run/capture.ts';
import { withoutUntracked } from '../../../src/run/memory/without-untracked.ts';
import { makeRunLab, type RunLab } from '../../support/run-lab.ts';

describe('a scene without files that the run writes itself', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.commit({ 'a.txt': 'a\n', 'kept.json': '{}\n' });
    lab.repository.write('kept.json', '{ }\n');
    lab.repository.write('[new].json', '{}\n');
    lab.repository.write('other.txt', 'b\n');
  });
  afterEach(() => lab.repository.remove());

  const own = new Set(['[new].json', 'kept.json', 'gone.json']);
  const seen = async (selection: LocalSelection) => {
    const { tree, changed } = (await withoutUntracked(await lab.scene(selection), own)).captured.snapshot;
    return [[...tree.keys()], [...changed.keys()]];
  };

  it('has neither what git does not track of them nor a change of it, and all else', async () => {
    const tree = ['a.txt', 'kept.json', 'other.txt'];
    expect(await seen({ type: 'worktree' })).toEqual([tree, ['kept.json', 'other.txt']]);
    expect(await seen({ type: 'all' })).toEqual([tree, tree]);
    expect(await seen({ type: 'files', files: ['a.txt'] })).toEqual([tree, ['a.txt']]);
  });

  it('has what is staged', async () => {
    lab.repository.git('--literal-pathspecs', 'add', '[new].json');
    const tree = ['[new].json', 'a.txt', 'kept.json'];
    expect(await seen({ type: 'staged' })).toEqual([tree, ['[new].json']]);
    expect((await seen({ type: 'all' }))[0]).toEqual([...tree, 'other.txt']);
  });
});
