import { describe, expect, it } from 'vitest';
import { type CheckRecord, type GateRecord, isAccepted } from '../../src/core/record.ts';

const check = (status: CheckRecord['status'], warn?: boolean): CheckRecord => ({
  tier: 'fast',
  task: 'lint',
  status,
  cached: false,
  files: 0,
  filesRun: 0,
  durationMs: 0,
  findings: [],
  rewrote: [],
  ...(warn === undefined ? {} : { warn }),
});
const gate = (status: GateRecord['status']): GateRecord => ({
  tier: 'fast',
  gate: 'coverage',
  status,
  findings: [],
  summary: [],
});

describe('isAccepted', () => {
  it.each([
    ['passed', true],
    ['skipped', true],
    ['failed', false],
    ['broken', false],
    ['cancelled', false],
  ] as const)('with a check that is %s: %s', (status, accepted) => {
    expect(isAccepted({ checks: [check('passed'), check(status)], gates: [], refusals: [] })).toBe(accepted);
    expect(isAccepted({ checks: [check(status, true)], gates: [], refusals: [] })).toBe(true);
  });

  it.each([
    ['passed', true],
    ['skipped', true],
    ['failed', false],
    ['broken', false],
  ] as const)('with a gate that is %s: %s', (status, accepted) => {
    expect(isAccepted({ checks: [], gates: [gate('passed'), gate(status)], refusals: [] })).toBe(accepted);
  });

  it('refuses for reasons that belong to no check', () => {
    expect(isAccepted({ checks: [], gates: [], refusals: ['the edit could not come back'] })).toBe(false);
  });
});
