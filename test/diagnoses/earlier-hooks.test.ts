import { expect, it } from 'vitest';
import { diagnoseEarlierHooks } from '../../src/diagnoses/earlier-hooks.ts';
import { makeFacts, makeHooks, ourHook } from '../support/facts.ts';

it('hooks of a manager that run before ours are worth a word, once for each manager', () => {
  const files = [
    ourHook('pre-commit', { earlier: 'lefthook' }),
    ourHook('commit-msg', { earlier: 'lefthook' }),
    ourHook('pre-push', { earlier: 'pre-commit' }),
  ];
  expect(diagnoseEarlierHooks(makeFacts({ hooks: makeHooks({ files }) }))).toMatchObject([
    { id: 'hook-earlier', severity: 'advice', message: 'hooks of lefthook run before ours: pre-commit, commit-msg' },
    { message: 'hooks of pre-commit run before ours: pre-push' },
  ]);
});
