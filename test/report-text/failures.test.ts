import { describe, expect, it } from 'vitest';
import { failureLines, warningLines } from '../../src/report-text/failures.ts';
import { openPage } from '../../src/report-text/page.ts';
import { aCheck, aFailure, aFinding, aRecord } from '../support/records.ts';

const page = openPage({ color: false, width: 60, isWindow: true });
const lines = (check: ReturnType<typeof aCheck>) => failureLines(check, aRecord(), 2, page);
const AGAIN = '    again: npx lattice-hooks run fast --only lint --staged';

describe('a failure', () => {
  it('says what, where, and how to make it again', () => {
    expect(lines(aFailure())).toEqual([
      '✗ lint  fast: 1 finding, 380 ms',
      '    src/a.ts:3:7  this is never used',
      AGAIN,
    ]);
  });

  it("shows the tool's own words where it has no findings, and where all of them are", () => {
    const output = '\nTypeError: x\n\n    at y\n';
    expect(lines(aFailure({ findings: [], output, log: '/repo/.git/lattice-hooks/lint.log' }))).toEqual([
      '✗ lint  fast: failed, 380 ms',
      '    TypeError: x',
      '',
      '        at y',
      '    all of it: /repo/.git/lattice-hooks/lint.log',
      AGAIN,
    ]);
    expect(lines(aFailure({ output, log: '/log' }))).toHaveLength(3);
  });

  it('shows the end of long output, and folds long lines', () => {
    const output = [...Array.from({ length: 30 }, (_, index) => `line ${index}`), 'x'.repeat(1000)].join('\n');
    const shown = lines(aFailure({ findings: [], output }));
    expect(shown[1]).toBe('    … 11 more lines above');
    expect(shown[2]).toBe('    line 11');
    expect(shown.filter((line) => line.includes('xxx'))).toHaveLength(3);
    expect(shown.at(-2)).toMatch(/^ {4}x+…$/);
    expect(Math.max(...shown.map((line) => line.length))).toBe(60);
  });

  it('folds output between words where a window ends', () => {
    const output = `${'word '.repeat(50)}end`;
    const shown = lines(aFailure({ findings: [], output })).filter((line) => line.includes('word'));
    expect(shown).toHaveLength(3);
    for (const line of shown) expect(line).toMatch(/^ {4}(?:word ?)+…?$/);
  });

  it('leaves the lines of output as they are where there is no window', () => {
    const output = `${'word '.repeat(50)}${'x'.repeat(1000)}`;
    const shown = failureLines(aFailure({ findings: [], output }), aRecord(), 2, openPage({ color: false, width: 60 }));
    expect(shown).toContain(`    ${output}`);
  });

  it('names the log when findings are left out', () => {
    const findings = [aFinding(), aFinding(), aFinding()];
    expect(lines(aFailure({ findings, log: '/log' }))).toContain('    all of it: /log');
  });

  it('that could not be checked says why', () => {
    const shown = lines(
      aCheck({ status: 'broken', message: 'eslint is not installed; install it with `npm i -D eslint`' }),
    );
    expect(shown.slice(0, 3)).toEqual([
      '✗ lint  fast: could not be checked, 380 ms',
      '    eslint is not installed; install it with `npm i -D',
      '    eslint`',
    ]);
  });
});

describe('a warning', () => {
  it('lists what it found and asks for nothing', () => {
    const check = aCheck({ findings: [aFinding({ severity: 'warning' })] });
    expect(warningLines(check, 5, page)).toEqual([
      '! lint  2 files, 1 warning, 380 ms',
      '    src/a.ts:3:7  this is never used',
    ]);
  });

  it('says that a failed task only warns', () => {
    const check = aFailure({ warn: true, findings: [], output: 'no good', message: 'why' });
    expect(warningLines(check, 5, page)).toEqual(['! lint  failed, 380 ms; it only warns', '    why', '    no good']);
  });
});
