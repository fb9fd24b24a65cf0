import { describe, expect, it } from 'vitest';
import type { PrintedReport } from '../../src/core/contracts/judgment.ts';
import type { ScanFinding } from '../../src/core/scan.ts';
import { brokenScan, judgeScanner, type ScannerEnds } from '../../src/scan-report/verdict.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited } from '../support/repository-facts.ts';

const HIGH: ScanFinding = { tool: 'x', rule: 'R', message: 'm', file: 'a', line: 1, word: 'high' };
const LOW: ScanFinding = { tool: 'x', message: 'n', word: 'low' };
const ENDS: ScannerEnds = { name: 'X', clean: 0, found: 3 };
const read = (findings: readonly ScanFinding[], isGated = false): PrintedReport => {
  return { status: 'read', findings, notes: [], isGated };
};
const UNREAD: PrintedReport = { status: 'unread', problem: 'it is empty' };

const judge = (ends: ScannerEnds, code: number, report: PrintedReport, stderr = '', stdout = '') =>
  judgeScanner(ends, exited(code, stdout, stderr), { ...contextIn('/project', []), report });

describe('the end of a scanner', () => {
  it('refuses for all that its report holds', () => {
    expect(judge(ENDS, 3, read([HIGH, LOW]))).toEqual({
      status: 'failed',
      // One that names no file may be about any.
      othersPassed: false,
      findings: [
        { severity: 'error', message: 'm', file: 'a', line: 1, rule: 'R', rank: 'high' },
        { severity: 'error', message: 'n', rank: 'low' },
      ],
    });
  });

  it('passes with what it only tells', () => {
    expect(judge(ENDS, 0, read([]))).toEqual({ status: 'passed' });
    expect(judge(ENDS, 0, read([LOW]))).toMatchObject({ status: 'passed', findings: [{ severity: 'warning' }] });
  });

  it('refuses for some, where that is known; for all, where it is not known for which', () => {
    const refuses = ({ word }: ScanFinding) => word === 'high';
    expect(judge({ ...ENDS, refuses }, 3, read([HIGH, LOW]))).toMatchObject({
      findings: [{ severity: 'error' }, { severity: 'warning' }],
    });
    expect(judge({ ...ENDS, refuses }, 3, read([LOW]))).toMatchObject({ findings: [{ severity: 'error' }] });
    expect(judge({ ...ENDS, refuses }, 0, read([HIGH]))).toMatchObject({ status: 'failed' });
  });

  it('is left to the gate that judges its report', () => {
    expect(judge(ENDS, 3, read([HIGH], true))).toMatchObject({ status: 'passed', findings: [{ severity: 'warning' }] });
    expect(judge(ENDS, 4, read([HIGH], true)).status).toBe('broken');
  });

  it('means nothing without a report', () => {
    expect(judge(ENDS, 0, UNREAD)).toMatchObject({
      message: 'X could not check (exit code 0); its report cannot be used: it is empty',
    });
    expect(judge(ENDS, 3, UNREAD, 'Error: no such module').status).toBe('broken');
    expect(judge(ENDS, 3, read([])).status).toBe('broken');
  });

  it('is what its code says, where no other end has it', () => {
    const plain = { ...ENDS, isPlain: true } as const;
    expect(judge(plain, 0, UNREAD)).toEqual({ status: 'passed' });
    for (const report of [UNREAD, read([])]) {
      expect(judge(plain, 3, report, 'x')).toEqual({
        status: 'failed',
        findings: [{ severity: 'error', message: 'X refused (exit code 3) and printed no report that says for what' }],
      });
    }
    expect(judge(plain, 1, UNREAD).status).toBe('broken');
    expect(judge({ ...plain, found: 1 }, 1, UNREAD, 'Error: cannot find module').status).toBe('broken');
  });
});

describe('a scanner that did not do its work', () => {
  it('says why in the words of its report, and shows none of it', () => {
    const report = { status: 'unread', problem: 'Y met an error: no rules' } as const;
    expect(brokenScan('X', exited(7, '{"secret": 1}', ''), report)).toEqual({
      status: 'broken',
      message: 'X could not check (exit code 7): Y met an error: no rules',
    });
    expect(brokenScan('Y', exited(7, '{}', ''), report, 'write some')).toEqual({
      status: 'broken',
      message: 'Y met an error: no rules; write some',
    });
    expect(JSON.stringify(brokenScan('X', exited(7, '{"secret": 1}', 'no'), UNREAD))).not.toContain('secret');
  });
});
