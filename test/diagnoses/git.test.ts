import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/diagnoses/facts.ts';
import { diagnoseGit } from '../../src/diagnoses/git.ts';
import { makeFacts } from '../support/facts.ts';

const told = (more: Partial<Facts>) => diagnoseGit(makeFacts(more)).map(({ id, severity }) => [id, severity]);
const setting = (key: string, value: string) => ({
  git: { version: '2.45.0', settings: new Map([[key, { value, scope: 'local' }]]) },
});

describe('git', () => {
  it.each([
    ['2.30.9', 1],
    ['1.9.5', 1],
    ['2.31.0', 0],
    ['3.0', 0],
  ])('%s', (version, findings) => expect(told({ git: { version, settings: new Map() } })).toHaveLength(findings));

  it.each([
    ['core.fsmonitor', 'true', 'fsmonitor'],
    ['core.fsmonitor', '.git/hooks/query-watchman', 'fsmonitor'],
    ['core.untrackedcache', 'true', 'untracked-cache'],
    ['core.checkstat', 'minimal', 'weak-stat'],
    ['core.trustctime', 'false', 'weak-stat'],
    ['core.filemode', 'false', 'no-executables'],
    ['core.symlinks', 'false', 'no-links'],
  ])('with %s = %s is worth a word', (key, value, id) => expect(told(setting(key, value))).toEqual([[id, 'advice']]));

  it.each([
    ['core.fsmonitor', 'false'],
    ['core.untrackedcache', 'keep'],
    ['core.filemode', 'true'],
  ])('with %s = %s is not', (key, value) => expect(told(setting(key, value))).toEqual([]));
});
