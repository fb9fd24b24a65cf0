import { describe, expect, it } from 'vitest';
import { hookReport, isForAgent } from '../../../src/cli/reports/hook-report.ts';

describe('what hooks report', () => {
  it('is text, unless a variable says otherwise', () => {
    expect(hookReport({})).toEqual([]);
    expect(hookReport({ LATTICE_HOOKS_REPORT: '' })).toEqual([]);
    expect(hookReport({ LATTICE_HOOKS_REPORT: 'agent' })).toEqual([{ format: 'agent' }]);
  });

  it('names the variable that names no report', () => {
    expect(() => hookReport({ LATTICE_HOOKS_REPORT: 'agnt' })).toThrow(/LATTICE_HOOKS_REPORT names a report `agnt`/);
  });

  it('is for an agent where that is all that is shown', () => {
    expect(isForAgent([{ format: 'agent' }])).toBe(true);
    expect(isForAgent([{ format: 'agent', file: 'x' }, { format: 'text' }])).toBe(false);
  });
});
