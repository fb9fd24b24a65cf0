import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/core/outcome.ts';
import { checkRecord, leftOutRecord } from '../../src/engine/check-record.ts';
import { notRun } from '../../src/engine/check-result.ts';
import { makeTask } from '../support/work-lab.ts';

const recordOf = (outcome: Outcome) =>
  checkRecord(notRun({ task: makeTask(), writes: false, files: ['a'], dependsOn: ['a'] }, outcome, new Map()));

describe('checkRecord', () => {
  it('says why a check is broken, in whose words, and where all of them are', () => {
    expect(
      recordOf({ status: 'broken', message: 'crashed', findings: [], output: 'segmentation fault', log: '/logs/lint' }),
    ).toMatchObject({ status: 'broken', message: 'crashed', output: 'segmentation fault', log: '/logs/lint' });
  });

  it('says why a check was skipped, and what there was nothing of', () => {
    expect(recordOf({ status: 'skipped', reason: 'no-files', detail: 'no tests collected' })).toMatchObject({
      status: 'skipped',
      reason: 'no-files',
      message: 'no tests collected',
    });
    expect(recordOf({ status: 'skipped', reason: 'needs' })).not.toHaveProperty('message');
  });

  it('has no key without a value', () => {
    const record = recordOf({ status: 'passed', findings: [], measurements: {} });
    expect(Object.keys(record).sort()).toEqual(
      ['tier', 'task', 'status', 'cached', 'files', 'filesRun', 'durationMs', 'findings', 'rewrote'].sort(),
    );
  });
});

describe('leftOutRecord', () => {
  it('is a skipped check that looked at nothing', () => {
    expect(leftOutRecord({ task: makeTask({ root: 'app' }), reason: 'by-user' })).toMatchObject({
      tier: 'fast',
      task: 'lint',
      root: 'app',
      status: 'skipped',
      reason: 'by-user',
      files: 0,
      filesRun: 0,
    });
    expect(leftOutRecord({ task: makeTask(), reason: 'when' })).not.toHaveProperty('root');
  });
});
