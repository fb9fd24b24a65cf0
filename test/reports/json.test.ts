import { describe, expect, it } from 'vitest';
import type { RunRecord } from '../../src/core/record.ts';
import json from '../../src/reports/json.ts';
import { aCheck, aFailure, aGate, aRecord, aRefusal } from '../support/records.ts';

const parsed = (...records: readonly RunRecord[]) => JSON.parse(json.render(records)) as Record<string, unknown>;

describe('one record', () => {
  it('is printed as it is, keys in their order', () => {
    const record = aRefusal({ selection: ['--staged'], gates: [aGate({ metrics: [{ short: 4 }] })] });
    expect(parsed(record)).toEqual(record);
    expect(Object.keys(parsed(record))).toEqual(Object.keys(record));
  });

  it('is the same in every terminal', () => {
    expect(json.render([aRecord()])).toBe(`${JSON.stringify(aRecord(), null, 2)}\n`);
  });
});

describe('several records', () => {
  const first = aRecord({ trigger: 'pre-push', ref: 'refs/heads/a', checks: [aCheck()], notes: ['n'], durationMs: 10 });
  const skips = [{ task: 'types', by: 'env', reason: 'r' }] as const;
  const second = aRefusal({
    ...{ trigger: 'pre-push', tier: ['fast', 'thorough'], ref: 'refs/heads/b', durationMs: 5 },
    ...{ gates: [aGate()], skips, notes: ['n'], refusals: ['no'] },
  });

  it('are one object that scripts read like a single record', () => {
    expect(parsed(first, second)).toMatchObject({
      version: 1,
      trigger: 'pre-push',
      tier: ['fast', 'thorough'],
      accepted: false,
      startedAt: first.startedAt,
      durationMs: 15,
      tree: null,
      checks: [
        { task: 'lint', status: 'passed', ref: 'refs/heads/a' },
        { task: 'lint', status: 'failed', ref: 'refs/heads/b' },
      ],
      gates: [{ gate: 'coverage', ref: 'refs/heads/b' }],
      skips,
      notes: ['n'],
      refusals: ['no'],
    });
  });

  it('hold each record unchanged', () => {
    expect(parsed(first, second)['records']).toEqual([first, second]);
  });

  it('are accepted when all are', () => {
    expect(parsed(first, first)).toMatchObject({ accepted: true, skips: [] });
    expect(parsed(aRecord({ checks: [aFailure()] }), aRecord())['checks']).toEqual([aFailure()]);
  });
});

describe('no record', () => {
  it('is an accepted run of nothing', () => {
    expect(parsed()).toMatchObject({ version: 1, accepted: true, checks: [], gates: [], skips: [], records: [] });
  });
});
