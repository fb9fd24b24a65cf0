import { describe, expect, it } from 'vitest';
import { diagnoseHookFiles } from '../../src/diagnoses/hook-files.ts';
import { diagnoseHooksPath } from '../../src/diagnoses/hooks-path.ts';
import { makeConfigs, makeFacts, makeHooks, makeTier, ourHook } from '../support/facts.ts';

const foreign = { cause: 'core.hooksPath is `/h` (global, file:/c)', remedy: 'install --force' };

describe('a folder of others in which git looks for hooks', () => {
  it('is one finding, whatever lies in it', () => {
    const facts = makeFacts({ hooks: makeHooks({ foreign, files: [] }) });
    expect(diagnoseHooksPath(facts)).toMatchObject([
      { id: 'hooks-path', message: `no hook of ours runs: ${foreign.cause}`, remedy: 'install --force' },
    ]);
    expect(diagnoseHookFiles(facts)).toEqual([]);
  });

  it('is none where a hook in it starts ours', () => {
    const files = [ourHook('pre-commit', { is: { type: 'foreign', manager: 'husky', callsUs: true } })];
    expect(diagnoseHooksPath(makeFacts({ hooks: makeHooks({ foreign, files }) }))).toEqual([]);
  });

  it('is none where ours are in it, and where no tier is on a hook', () => {
    expect(diagnoseHooksPath(makeFacts({ hooks: makeHooks({ foreign }) }))).toEqual([]);
    const configs = makeConfigs([makeTier({ on: ['manual'] })]);
    expect(diagnoseHooksPath(makeFacts({ configs, hooks: makeHooks({ foreign, files: [] }) }))).toEqual([]);
  });

  it('is told of each other worktree that looks there', () => {
    const worktrees = [
      { worktree: '/w1', folder: '/w1/.husky/_', ours: [] },
      { worktree: '/w2', folder: '/r/.git/hooks', ours: ['pre-commit'] },
    ];
    const told = diagnoseHooksPath(makeFacts({ hooks: makeHooks({ files: [ourHook('pre-commit')], worktrees }) }));
    expect(told).toHaveLength(1);
    expect(told[0]?.message).toContain('/w1');
  });
});
