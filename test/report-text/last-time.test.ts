import { expect, it } from 'vitest';
import type { LastTime } from '../../src/core/explain/last-time.ts';
import type { Origin } from '../../src/core/memory/origin.ts';
import type { Standing } from '../../src/core/standing.ts';
import { lastTimeText } from '../../src/report-text/last-time.ts';

const HERE = { now: Date.parse('2026-01-01T00:05:00.000Z') };
const SETTING = { now: {}, places: {} };
const origin: Origin = {
  ...{ at: '2025-12-31T00:00:00.000Z', worktree: '/shop', trigger: 'pre-commit', details: {}, versions: {} },
  files: undefined,
};
const differing = (file?: string): Standing => ({
  ...(file === undefined ? {} : { file }),
  ...{ remembered: false, origin, differences: [{ part: 'inputs', name: 'lint.json', before: '1', now: '2' }] },
});
const text = (more: Partial<LastTime>) =>
  lastTimeText(
    {
      ...{ at: '2026-01-01T00:00:00.000Z', trigger: 'pre-commit', status: 'passed', cached: false },
      ...{ files: 3, filesRun: 2, durationMs: 380 },
      ...more,
    },
    SETTING,
    HERE,
  );

it.each<[Partial<LastTime>, string]>([
  [{}, 'ran 5 minutes ago (pre-commit) on 2 of 3 files: passed in 380 ms'],
  [{ cached: true, filesRun: 0 }, 'remembered 5 minutes ago (pre-commit), 3 files'],
  [
    { standings: [differing('a'), differing('b')] },
    'ran 5 minutes ago (pre-commit) on 2 of 3 files, as lint.json changed since they passed: passed in 380 ms',
  ],
  [
    { standings: [differing('a')], filesRun: 1, files: 1 },
    'ran 5 minutes ago (pre-commit) on 1 file, as lint.json changed since a passed: passed in 380 ms',
  ],
  [
    { standings: [differing()], filesRun: 3 },
    'ran 5 minutes ago (pre-commit) on 3 files, as lint.json changed since it passed: passed in 380 ms',
  ],
  [{ standings: [differing('a')] }, 'ran 5 minutes ago (pre-commit) on 2 of 3 files: passed in 380 ms'],
  [
    { standings: [{ file: 'a', remembered: false, differences: [] }], filesRun: 1 },
    'ran 5 minutes ago (pre-commit) on 1 of 3 files: passed in 380 ms',
  ],
  [{ status: 'failed' }, 'ran 5 minutes ago (pre-commit) on 2 of 3 files: failed in 380 ms'],
  [{ status: 'failed', warn: true }, 'on 2 of 3 files: failed in 380 ms, which only warns'],
  [{ status: 'broken', message: 'no\nsuch program' }, 'on 2 of 3 files: could not be made, no such program'],
  [{ status: 'cancelled' }, 'on 2 of 3 files: stopped before it ended'],
  [{ status: 'skipped', reason: 'no-files' }, 'left out 5 minutes ago (pre-commit): no file of it had changed'],
  [{ status: 'skipped', reason: 'needs' }, 'what it needs had not passed'],
  [{ status: 'skipped', reason: 'when' }, 'its `when` did not hold'],
  [{ status: 'skipped', reason: 'by-user' }, 'somebody skipped it'],
  [
    { status: 'skipped', reason: 'by-user', skip: { task: 'lint', by: 'once', reason: 'it is down' } },
    'skipped (once: it is down)',
  ],
  [{ status: 'skipped', reason: 'no-files', message: 'no test is affected' }, 'no test is affected'],
  [{ unkept: { why: 'cleared', said: [] } }, 'passed in 380 ms; that was forgotten since (`cache clear`)'],
  [
    { unkept: { why: 'not-kept', said: ['changed while `lint` ran'] } },
    'passed in 380 ms; not remembered: changed while `lint` ran',
  ],
  [{ unkept: { why: 'not-kept', said: [] } }, 'not remembered, as where its tool or an input changed meanwhile'],
  [{ unkept: { why: 'no-cache', said: [] } }, 'not remembered, as that run was made with `--no-cache`'],
])('The last time is told in a line: %j', (more, expected) => {
  expect(text(more)).toContain(expected);
});
