import { describe, expect, it } from 'vitest';
import type { LocalSelection } from '../../src/run/capture.ts';
import { commitOptions, selectionOptions } from '../../src/run/selection-options.ts';

describe('selectionOptions', () => {
  it.each<[LocalSelection, readonly string[]]>([
    [{ type: 'worktree' }, []],
    [{ type: 'staged' }, ['--staged']],
    [{ type: 'all' }, ['--all']],
    [{ type: 'files', files: ['a', '-b'] }, ['--files', 'a', '-b']],
  ])('chooses the same files again: %o', (selection, options) => {
    expect(selectionOptions(selection)).toEqual(options);
  });

  it('chooses the same commit again', () => {
    expect(commitOptions({ commit: 'aaa', bases: ['bbb', 'ccc'] })).toEqual(['--from', 'bbb', '--to', 'aaa']);
    expect(commitOptions({ commit: 'aaa', bases: [] })).toEqual(['--all']);
  });
});
