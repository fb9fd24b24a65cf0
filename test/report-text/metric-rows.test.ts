import { describe, expect, it } from 'vitest';
import { metricRows } from '../../src/report-text/metric-rows.ts';
import { aGate } from '../support/records.ts';

const metric = (different: object = {}) => ({
  ...{ metric: 'lines', scope: 'project', covered: 8999, total: 10_000, required: '90', short: 1, status: 'failed' },
  ...different,
});
const rows = (...metrics: readonly unknown[]) => metricRows(aGate({ metrics }));

describe('rows of metrics', () => {
  it('never round up to the limit', () => {
    expect(rows(metric({ covered: 89_999, total: 100_000 }))[0]?.actual).toBe('89.99% (89999/100000)');
    expect(rows(metric({ covered: 0, total: 0 }))[0]?.actual).toBe('100.00% (0/0)');
  });

  it.each([
    [{}, { of: 'lines', required: '90%', short: '1 line' }],
    [{ required: '-5' }, { required: 'at most 5 uncovered' }],
    [
      { scope: 'changed', short: 0 },
      { of: 'changed lines', short: '' },
    ],
    [
      { scope: 'src/a.ts', metric: 'branches' },
      { of: 'src/a.ts branches', short: '1 branch' },
    ],
    [{ rule: 'ratchet', required: '9000/10000' }, { required: 'no worse than 9000/10000' }],
  ])('say of %j what is asked for', (different, row) => {
    expect(rows(metric(different))).toMatchObject([row]);
  });

  it('are made of numbers and words only', () => {
    expect(rows(metric(), null, 'x', metric({ covered: '1' }), metric({ scope: 3 }))).toHaveLength(1);
    expect(metricRows(aGate({ metrics: 'x' }))).toEqual([]);
    expect(metricRows(aGate())).toEqual([]);
  });
});
