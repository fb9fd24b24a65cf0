import { describe, expect, it } from 'vitest';
import { openPage } from '../../src/report-text/page.ts';
import { isQuiet, isSilent, quietLines, refusingNames, verdictLines } from '../../src/report-text/verdict.ts';
import { aCheck, aFailure, aFinding, aGate, aRecord, aRefusal, aRemembered } from '../support/records.ts';

const page = openPage({ color: false, width: 200 });
const verdict = (record: Parameters<typeof verdictLines>[0]) => verdictLines(record, page).join('\n');
const skipped = aCheck({ status: 'skipped', reason: 'no-files' });

const unaffected = aCheck({ status: 'skipped', reason: 'no-files', tests: { type: 'affected', by: 1 } });

describe('the verdict', () => {
  it.each([
    ['what was remembered', aRecord({ checks: [aRemembered(), aRemembered()] }), '2 checks remembered'],
    ['what was made', aRecord({ checks: [aCheck(), skipped] }), '1 check passed'],
    ['both', aRecord({ checks: [aCheck(), aRemembered()] }), '1 check passed, 1 remembered'],
    ['warnings', aRecord({ checks: [aRemembered({ findings: [aFinding()] })] }), '1 check remembered, 1 warning'],
    [
      'what only warns',
      aRecord({ checks: [aCheck(), aFailure({ warn: true })] }),
      '1 check passed, 1 failed and only warns',
    ],
    ['that there was nothing', aRecord({ trigger: 'manual', checks: [skipped] }), 'nothing to check'],
    ['what had no test to run', aRecord({ checks: [unaffected] }), '1 check without an affected test'],
    ['skips', aRecord({ skips: [{ task: 'lint', by: 'env', reason: '' }] }), 'nothing to check, 1 skipped'],
  ])('of an accepted run counts %s', (_, record, text) => {
    expect(verdict(record)).toBe(`✓ fast  ${text} (412 ms)`);
  });

  it('of a refusal says what did not happen, and whose fault it is', () => {
    const broken = aCheck({ task: 'types', status: 'broken' });
    const stopped = aCheck({ task: 'unit', status: 'cancelled' });
    expect(verdict(aRefusal({ checks: [aFailure(), broken, stopped] }))).toBe(
      '✗ fast  not committed: lint failed; types could not be checked; unit was stopped (412 ms)',
    );
    expect(verdict(aRefusal({ trigger: 'pre-push', ref: 'refs/heads/feature/x', gates: [aGate()] }))).toBe(
      '✗ fast  feature/x not pushed: lint, coverage failed (412 ms)',
    );
    expect(verdict(aRefusal({ trigger: 'manual', checks: [] }))).toBe('✗ fast  refused (412 ms)');
    expect(verdict(aRefusal({ trigger: 'pre-merge-commit', checks: [] }))).toBe('✗ fast  not merged (412 ms)');
  });

  it('names what was pushed, and the trigger where there is no tier', () => {
    expect(verdict(aRecord({ ref: 'refs/tags/v1', checks: [aRemembered()] }))).toContain('tag v1: 1 check');
    expect(verdict(aRecord({ tier: [], trigger: 'pull_request' }))).toContain('✓ pull_request  nothing to check');
  });

  it('of several refs with nothing new is one line', () => {
    const records = [aRecord({ checks: [aRemembered()] }), aRecord({ tier: ['thorough'], checks: [aRemembered()] })];
    expect(quietLines(records, page)).toEqual(['✓ fast, thorough  2 refs: 2 checks remembered (824 ms)']);
  });
});

describe('a run', () => {
  it('is quiet when nothing new was looked at', () => {
    expect(isQuiet(aRecord({ checks: [aRemembered(), skipped] }))).toBe(true);
    expect(isQuiet(aRecord({ checks: [aCheck()] }))).toBe(false);
    expect(isQuiet(aRefusal({ checks: [] }))).toBe(false);
  });

  it('is silent when a hook has nothing for anybody', () => {
    expect(isSilent(aRecord({ checks: [skipped] }))).toBe(true);
    expect(isSilent(aRecord({ trigger: 'manual', checks: [skipped] }))).toBe(false);
    expect(isSilent(aRecord({ checks: [aRemembered()] }))).toBe(false);
    expect(isSilent(aRecord({ skips: [{ task: 'lint', by: 'env', reason: '' }] }))).toBe(false);
    expect(isSilent(aRefusal({ checks: [] }))).toBe(false);
  });
});

describe('names of what refused', () => {
  it('are told apart by whether they can be skipped', () => {
    const checks = [
      aFailure(),
      aFailure({ task: 'secrets', required: true }),
      aCheck({ task: 'x', status: 'cancelled' }),
    ];
    expect(
      refusingNames([aRefusal({ checks, gates: [aGate(), aGate({ gate: 'findings', status: 'passed' })] })]),
    ).toEqual({
      skippable: ['lint', 'coverage'],
      required: ['secrets'],
    });
  });
});

it('a hook that found no test to run is not silent about it', () => {
  for (const checks of [[unaffected], [unaffected, aRemembered()]]) {
    expect(isSilent(aRecord({ checks }))).toBe(false);
    expect(isQuiet(aRecord({ checks }))).toBe(false);
  }
  expect(isSilent(aRecord({ checks: [skipped] }))).toBe(true);
});
