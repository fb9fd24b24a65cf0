import { describe, expect, it } from 'vitest';
import { lastTimeOf, type PastRuns } from '../../../src/core/explain/last-time.ts';
import type { Origin } from '../../../src/core/memory/origin.ts';
import type { CheckRecord, RunRecord } from '../../../src/core/record.ts';
import type { RunEntry } from '../../../src/core/runs/entry.ts';
import { makeTask } from '../../support/work-lab.ts';

const AT = '2026-01-01T00:00:00.000Z';
const task = makeTask({ name: 'lint' });
const check: CheckRecord = {
  ...{ tier: 'fast', task: 'lint', status: 'passed', cached: false, files: 3, filesRun: 2, durationMs: 380 },
  ...{ findings: [], rewrote: [] },
};
const recordOf = (checks: readonly CheckRecord[], more: Partial<RunRecord> = {}): RunRecord => ({
  ...{ version: 1, trigger: 'pre-commit', tier: ['fast'], accepted: true, startedAt: AT, durationMs: 1, tree: null },
  ...{ checks, gates: [], skips: [], notes: [], refusals: [] },
  ...more,
});
const entryOf = (more: Partial<RunEntry> = {}): RunEntry => ({
  ...{ trigger: 'pre-commit', tier: ['fast'], accepted: true, startedAt: AT, durationMs: 1, tree: null },
  ...{ checks: [check], objections: [], skips: [] },
  ...more,
});
const origin: Origin = {
  ...{ at: AT, worktree: '/shop', trigger: 'pre-commit', details: {}, versions: {}, files: undefined },
};
const last = (past: Partial<PastRuns>) => lastTimeOf(task, { records: [], entries: [], origins: [origin], ...past });

describe('the last time of a task', () => {
  it('is unknown before its first run', () => {
    expect(last({})).toBeUndefined();
    expect(
      last({ records: [recordOf([{ ...check, task: 'types' }])], entries: [entryOf({ checks: [] })] }),
    ).toBeUndefined();
  });

  it('is that of the last run, with why it was left out and who wished so', () => {
    expect(last({ records: [recordOf([check])] })).toEqual({
      ...{ at: AT, trigger: 'pre-commit', status: 'passed', cached: false, files: 3, filesRun: 2, durationMs: 380 },
    });
    const skip = { task: 'lint', by: 'once', reason: 'it is down' } as const;
    const left: CheckRecord = { ...check, status: 'skipped', reason: 'by-user', filesRun: 0 };
    expect(last({ records: [recordOf([left], { skips: [skip] })] })).toMatchObject({ reason: 'by-user', skip });
  });

  it('is that of the newest run in the log that was about it, where the last one was not', () => {
    const entries = [
      entryOf({ startedAt: '2025-01-01T00:00:00.000Z' }),
      entryOf({ trigger: 'manual' }),
      entryOf({ tier: ['thorough'], startedAt: '2027-01-01T00:00:00.000Z' }),
    ];
    expect(last({ entries, records: [recordOf([{ ...check, tier: 'thorough' }])] })).toMatchObject({
      trigger: 'manual',
    });
  });

  it('is that of the package whose task it is', () => {
    const inApp = recordOf([{ ...check, root: 'app' }]);
    expect(last({ records: [inApp], entries: [entryOf({ checks: [{ ...check, root: 'app' }] })] })).toBeUndefined();
  });
});

describe('a pass that is not remembered', () => {
  const unkept = (past: Partial<PastRuns>) => last({ records: [recordOf([check])], origins: [], ...past })?.unkept;

  it('comes with what was said of it', () => {
    const notes = ['changed while `lint` ran, so that what read it is not remembered: a.ts', '`lint` is slow'];
    expect(unkept({ records: [recordOf([check], { notes })] })).toEqual({ why: 'not-kept', said: [notes[0]] });
    expect(unkept({})).toEqual({ why: 'not-kept', said: [] });
  });

  it('is none where nothing was to be remembered', () => {
    const none = { why: 'no-cache', said: [] };
    expect(unkept({ records: [recordOf([check], { cache: false })], clearedAt: '2026-01-02T00:00:00.000Z' })).toEqual(
      none,
    );
    expect(unkept({ records: [], entries: [entryOf({ cache: false })] })).toEqual(none);
  });

  it('was forgotten with all others where that happened after it', () => {
    expect(unkept({ clearedAt: '2026-01-02T00:00:00.000Z' })).toEqual({ why: 'cleared', said: [] });
    expect(unkept({ clearedAt: '2025-01-02T00:00:00.000Z' })).toMatchObject({ why: 'not-kept' });
  });

  it.each<[string, Partial<CheckRecord>]>([
    ['a recalled one is', { cached: true }],
    ['a failure is none', { status: 'failed' }],
    ['nothing was looked at', { filesRun: 0 }],
  ])('is no matter where %s', (_, more) => {
    expect(unkept({ records: [recordOf([{ ...check, ...more }])] })).toBeUndefined();
  });

  it('is no matter of a task whose passes never are', () => {
    const past = { records: [recordOf([check])], entries: [], origins: [] };
    expect(lastTimeOf({ ...task, cache: false }, past)?.unkept).toBeUndefined();
    expect(last({ records: [recordOf([check])] })?.unkept).toBeUndefined();
  });
});
