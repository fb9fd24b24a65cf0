import { expect, it } from 'vitest';
import type { Difference } from '../../src/core/memory/key-details.ts';
import type { Origin } from '../../src/core/memory/origin.ts';
import type { Standing } from '../../src/core/standing.ts';
import { lackText } from '../../src/report-text/lack.ts';

const ORIGIN: Origin = {
  ...{ at: '2026-01-01T00:00:00.000Z', worktree: '/shop', trigger: 'pre-commit', details: {}, files: undefined },
  versions: { eslint: '9.1.0' },
};
const SETTING = { now: { eslint: '9.2.0' }, places: {} };
const standing = (file: string, more: Partial<Standing> = {}): Standing => ({
  ...{ file, remembered: false, origin: ORIGIN, differences: [] },
  ...more,
});
const never = (file: string): Standing => ({ file, remembered: false, differences: [] });
const differing = (file: string, ...differences: readonly Difference[]) => standing(file, { differences });
const tool: Difference = { part: 'programs', name: 'eslint', before: '1', now: '2' };
const own = (name: string): Difference => ({ part: 'files', name, before: '1', now: '2' });

const one = { text: 'a.ts', isOne: true };
const two = { text: '2 of 3 files', isOne: false };

it.each<[string, readonly Standing[], typeof one, string]>([
  ['none passed', [never('a.ts')], one, 'a.ts has not passed here yet'],
  ['none passed', [never('a.ts'), never('b.ts')], two, '2 of 3 files have not passed here yet'],
  ['all changed', [differing('a.ts', own('a.ts'))], one, 'a.ts changed since it passed'],
  [
    'all changed',
    [differing('a.ts', own('a.ts')), differing('b.ts', own('b.ts'))],
    two,
    '2 of 3 files changed since they passed',
  ],
  [
    'one thing changed',
    [differing('a.ts', tool, own('a.ts')), differing('b.ts', tool)],
    two,
    'eslint 9.1.0 → 9.2.0 since 2 of 3 files passed',
  ],
  ['another file changed', [differing('a.ts', own('b.ts'))], one, 'b.ts changed since a.ts passed'],
  ['passes are gone', [standing('a.ts')], one, 'a.ts passed, and that is not kept any more'],
  ['reasons differ', [differing('a.ts', tool), differing('b.ts', own('b.ts'))], two, '2 of 3 files are not remembered'],
  ['some are not told of', [], two, '2 of 3 files are not remembered'],
])('Where %s, that is why', (_, missing, subject, text) => {
  expect(lackText(missing, subject, SETTING)).toBe(text);
});
