import { describe, expect, it } from 'vitest';
import { CLIENT_HOOKS } from '../../src/core/hooks/triggers.ts';
import { hookRequest, hookSelection } from '../../src/run/hook-request.ts';

describe('hookRequest', () => {
  it('asks for all that the hook stands for, with its arguments', () => {
    expect(hookRequest('commit-msg', ['.git/COMMIT_EDITMSG'])).toEqual({
      name: 'commit-msg',
      selection: { type: 'staged' },
      byHook: true,
      fixing: false,
      skips: [],
      hookArguments: ['.git/COMMIT_EDITMSG'],
      useCache: true,
      failFast: false,
    });
  });

  it('lets files be rewritten at a commit alone', () => {
    expect(CLIENT_HOOKS.filter((hook) => hookRequest(hook, []).fixing)).toEqual(['pre-commit']);
  });

  it('is about what is staged while a commit is made, else about the worktree', () => {
    expect(CLIENT_HOOKS.filter((hook) => hookSelection(hook).type === 'staged').sort()).toEqual([
      'applypatch-msg',
      'commit-msg',
      'pre-applypatch',
      'pre-commit',
      'pre-merge-commit',
      'prepare-commit-msg',
    ]);
    expect(hookSelection('post-commit')).toEqual({ type: 'worktree' });
  });
});
