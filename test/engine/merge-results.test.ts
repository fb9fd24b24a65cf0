import { describe, expect, it } from 'vitest';
import type { CoverageReport } from '../../src/core/coverage/report.ts';
import type { Finding, Outcome } from '../../src/core/outcome.ts';
import { mergeOutcomes, withRemembered } from '../../src/engine/merge-results.ts';

const finding = (message: string): Finding => ({ severity: 'error', message });
const report = (path: string): CoverageReport => ({ format: 'lcov', roots: [], files: [{ path }] });
const passed = (...findings: readonly Finding[]): Outcome => ({ status: 'passed', findings, measurements: {} });
const failed: Outcome = {
  status: 'failed',
  findings: [finding('wrong')],
  output: 'words',
  log: '/log',
  measurements: {},
};
const broken: Outcome = { status: 'broken', message: 'crashed', findings: [] };
const skipped: Outcome = { status: 'skipped', reason: 'no-files', detail: 'ignored' };
const cancelled: Outcome = { status: 'cancelled' };

describe('mergeOutcomes', () => {
  it('leaves a single one as it is', () => {
    expect(mergeOutcomes([failed])).toBe(failed);
  });

  it.each<[string, readonly Outcome[]]>([
    ['passed', [passed(), passed()]],
    ['passed', [passed(), skipped]],
    ['skipped', [skipped, skipped]],
    ['cancelled', [passed(), cancelled]],
    ['failed', [passed(), failed, cancelled]],
    ['broken', [failed, broken, passed()]],
  ])('is %s as the worst of its parts is', (status, outcomes) => {
    expect(mergeOutcomes(outcomes).status).toBe(status);
  });

  it('keeps all findings, each once, and the words of all that failed', () => {
    const other: Outcome = { ...failed, findings: [finding('wrong'), finding('other')], output: 'more' };
    expect(mergeOutcomes([failed, passed(finding('old')), other])).toEqual({
      status: 'failed',
      findings: [finding('wrong'), finding('old'), finding('other')],
      measurements: {},
      output: 'words\nmore',
      log: '/log',
    });
  });

  it('holds for one change alone where a part does', () => {
    const passed = { status: 'passed', findings: [], measurements: {} } as const;
    expect(mergeOutcomes([passed, { ...passed, lasting: false }])).toEqual({ ...passed, lasting: false });
    expect(mergeOutcomes([passed, passed])).toEqual(passed);
  });

  it('keeps all measurements', () => {
    const measured = (path: string): Outcome => ({
      status: 'passed',
      findings: [],
      measurements: { coverage: [report(path)] },
    });
    const scan = { input: 'a', path: 'a', format: 'sarif', findings: [], notes: [] };
    const scanned: Outcome = { status: 'passed', findings: [], measurements: { scans: [scan] } };
    expect(mergeOutcomes([scanned, failed, scanned])).toMatchObject({ measurements: { scans: [scan] } });
    expect(mergeOutcomes([measured('a'), measured('b')])).toMatchObject({
      measurements: { coverage: [report('a'), report('b')] },
    });
  });
});

describe('withRemembered', () => {
  it('adds nothing where nothing is remembered', () => {
    expect(withRemembered(skipped, [])).toBe(skipped);
  });

  it('leaves an interruption as it is', () => {
    expect(withRemembered(cancelled, [{ findings: [finding('old')] }])).toBe(cancelled);
  });
});
