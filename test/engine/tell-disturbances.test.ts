import { describe, expect, it } from 'vitest';
import type { Check } from '../../src/core/plan.ts';
import { tellDisturbances } from '../../src/engine/tell-disturbances.ts';
import { FakeRun, projectTask } from '../support/fake-run.ts';

const OTHERWISE = {
  edited: new Set(['private.ts']),
  absent: new Set(['left/out.ts']),
  submodules: new Set(['module']),
  unlike: new Set(['ends.ts']),
  strays: new Set(['stray.json']),
};
const [types, docs] = new FakeRun({ 'a.ts': '' }).plan([projectTask('types'), projectTask('docs')]).checks;
const result = (check: Check | undefined, ...disturbed: readonly string[]) => {
  if (check === undefined) throw new Error('no check');
  return { check, disturbed };
};

describe('files that checks read as the tree does not have them', () => {
  it('are told once, by what happened to them, with all that read them', () => {
    const results = [
      result(types, 'b.ts', 'a.ts'),
      result(types, 'a.ts'),
      result(docs, 'a.ts', 'private.ts', 'ends.ts', 'stray.json', 'left/out.ts', 'module'),
    ];
    expect(tellDisturbances(results, OTHERWISE)).toEqual([
      'changed while `types`, `docs` ran, so that what read it is not remembered: a.ts, b.ts',
      'flagged assume-unchanged or skip-worktree and edited, so that `docs`, which read it, is not remembered: private.ts',
      'flagged skip-worktree, as in a sparse checkout, and not on disk, so that `docs`, which did without, is not remembered: left/out.ts',
      'submodules with edits, or at another commit than is staged, so that `docs`, which may have read them, is not remembered: module',
      'not on disk as git would write it, by ends of lines or a filter, so that what `docs` read is not remembered: ends.ts',
      'an input of `docs` that git does not know, so that what passed beside it is not remembered: stray.json',
    ]);
  });

  it('are no news where there are none', () => {
    expect(tellDisturbances([result(types), result(docs)], OTHERWISE)).toEqual([]);
  });
});
