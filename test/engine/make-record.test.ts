import { describe, expect, it } from 'vitest';
import { planRun } from '../../src/core/plan.ts';
import type { Tier } from '../../src/core/task.ts';
import { notRun, recalled } from '../../src/engine/check-result.ts';
import { makeRecord } from '../../src/engine/make-record.ts';
import { FakeRun, fileTask } from '../support/fake-run.ts';
import { makeTask } from '../support/work-lab.ts';

const HEAD = {
  trigger: 'pre-commit',
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 7,
  tree: null,
  selection: ['--staged'],
  skips: [{ task: 'types', by: 'env', reason: 'later' }],
  notes: ['a note'],
} as const;

function planOf(...names: readonly string[]) {
  const run = new FakeRun({ 'a.ts': 'a' });
  const tier = (name: string): Tier => ({
    name,
    root: name === 'nested' ? 'packages/a' : '',
    nested: [],
    on: [],
    gates: {},
    tasks: names.map((task) => makeTask({ ...fileTask(task), tier: name })),
  });
  return planRun({
    tiers: [tier('fast'), tier('fast'), tier('slow')],
    snapshot: { source: 'index', tree: run.tree, changed: new Map([['a.ts', 'modified']]) },
    circumstances: { branches: [], merging: false, rebasing: false },
    fixing: false,
    skip: new Set(['types']),
  });
}

describe('makeRecord', () => {
  const plan = planOf('lint', 'types', 'format');
  const passed = plan.checks.map((check) => recalled(check, { missing: [], complete: true, passes: [] }, new Map()));
  const end = { results: passed, gates: [], refusals: [], notes: [] };

  it('holds the head, and each name of a tier once', () => {
    const record = makeRecord(HEAD, plan, end);

    expect(record).toMatchObject({ ...HEAD, version: 1, tier: ['fast', 'slow'], accepted: true });
  });

  it('keeps the order of the config, whatever ended first, with what was left out in its place', () => {
    const record = makeRecord(HEAD, plan, { ...end, results: [...passed].reverse() });

    expect(record.checks.map(({ tier, task, status }) => `${tier} ${task} ${status}`)).toEqual([
      ...['fast lint passed', 'fast types skipped', 'fast format passed'],
      ...['fast lint passed', 'fast types skipped', 'fast format passed'],
      ...['slow lint passed', 'slow types skipped', 'slow format passed'],
    ]);
  });

  it('leaves out tasks that nobody asked for', () => {
    const record = makeRecord(HEAD, { ...plan, leftOut: [] }, { ...end, results: passed.slice(0, 1) });

    expect(record.checks.map(({ task }) => task)).toEqual(['lint']);
  });

  it('is not accepted for a check that did not pass', () => {
    const results = plan.checks.map((check) => notRun(check, { status: 'cancelled' }, new Map()));

    expect(makeRecord(HEAD, plan, { ...end, results }).accepted).toBe(false);
  });

  it('is not accepted for a refusal that belongs to no check, and adds notes to those of the head', () => {
    const record = makeRecord(HEAD, plan, { ...end, refusals: ['a conflict'], notes: ['another'] });

    expect(record).toMatchObject({ accepted: false, refusals: ['a conflict'], notes: ['a note', 'another'] });
  });

  it('is not accepted for a gate that objects', () => {
    const gates = [{ tier: 'fast', gate: 'coverage', status: 'failed', findings: [], summary: [] }] as const;

    expect(makeRecord(HEAD, plan, { ...end, gates })).toMatchObject({ accepted: false, gates });
  });

  it('is plain JSON', () => {
    const record = makeRecord({ ...HEAD, ref: 'refs/heads/main' }, plan, end);

    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});
