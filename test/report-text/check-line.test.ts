import { describe, expect, it } from 'vitest';
import { checkLine, hasRun, isRefusing, taskName } from '../../src/report-text/check-line.ts';
import { aCheck, aFailure, aFinding, aRemembered } from '../support/records.ts';

describe('the line of a check', () => {
  it.each([
    ['passed', aCheck(), 'passed', '2 files, 380 ms'],
    ['passed in part from memory', aCheck({ files: 5 }), 'passed', '2 files, 3 remembered, 380 ms'],
    ['passed without files', aCheck({ files: 0, filesRun: 0 }), 'passed', '380 ms'],
    ['rewrote', aCheck({ rewrote: ['a', 'b'] }), 'passed', '2 files, 2 rewritten, 380 ms'],
    ['was audited', aCheck({ files: 5, audited: 1 }), 'passed', '2 files, 3 remembered, 1 audited, 380 ms'],
    ['was audited as a whole', aCheck({ audited: 2 }), 'passed', '2 files, audited, 380 ms'],
    ['warned', aCheck({ findings: [aFinding({ severity: 'warning' })] }), 'passed', '2 files, 1 warning, 380 ms'],
    [
      'ran some tests',
      aCheck({ tests: { type: 'affected', by: 1, ran: 12, of: 240 } }),
      'passed',
      '12 of 240 test files, 380 ms',
    ],
    [
      'ran all tests',
      aCheck({ tests: { type: 'all', because: { type: 'gone', path: 'a.ts', more: 0 } } }),
      'passed',
      'all tests: a.ts is gone, 380 ms',
    ],
    [
      'failed in some tests',
      aFailure({ tests: { type: 'affected', by: 1, ran: 2, of: 3 } }),
      'failed',
      '1 finding, 2 of 3 test files, 380 ms',
    ],
    [
      'found no test to run',
      aCheck({
        status: 'skipped',
        reason: 'no-files',
        message: 'no test imports it\u001b',
        tests: { type: 'affected', by: 1 },
      }),
      'skipped',
      'no test imports it\\x1b',
    ],
    ['was remembered', aRemembered(), 'passed', 'remembered'],
    ['was fixed from memory', aRemembered({ rewrote: ['a'] }), 'passed', 'remembered, 1 rewritten'],
    ['failed', aFailure({ findings: [aFinding(), aFinding()] }), 'failed', '2 findings, 380 ms'],
    ['failed without findings', aFailure({ findings: [] }), 'failed', 'failed, 380 ms'],
    ['broke', aCheck({ status: 'broken' }), 'failed', 'could not be checked, 380 ms'],
    ['only warns', aFailure({ warn: true }), 'warning', '1 finding, 380 ms'],
    ['was stopped', aCheck({ status: 'cancelled' }), 'skipped', 'stopped before it ended'],
    ['waited in vain', aCheck({ status: 'skipped', reason: 'needs' }), 'skipped', expect.stringContaining('not run')],
    ['had no files', aCheck({ status: 'skipped', reason: 'no-files' }), 'skipped', 'nothing changed for it'],
    ['was skipped', aCheck({ status: 'skipped', reason: 'by-user' }), 'skipped', 'skipped by you'],
    ['was not meant', aCheck({ status: 'skipped', reason: 'when' }), 'skipped', 'not asked for here'],
  ])('that %s says so', (_, check, sign, text) => {
    expect(checkLine(check)).toEqual({ sign, name: 'lint', text });
  });

  it('names the folder of a config that is not the root', () => {
    expect(taskName({ task: 'lint', root: 'packages/web' })).toBe('lint (packages/web)');
    expect(taskName({ task: 'lint', root: '' })).toBe('lint');
  });
});

describe('a check', () => {
  it('has run unless it was remembered or skipped', () => {
    const checks = [
      aCheck(),
      aFailure(),
      aCheck({ status: 'cancelled' }),
      aRemembered(),
      aCheck({ status: 'skipped' }),
    ];
    expect(checks.map(hasRun)).toEqual([true, true, true, false, false]);
  });

  it('refuses when it did not pass, unless it only warns', () => {
    const checks = [aCheck(), aFailure(), aCheck({ status: 'broken' }), aFailure({ warn: true })];
    expect(checks.map(isRefusing)).toEqual([false, true, true, false]);
  });
});
