import { describe, expect, it } from 'vitest';
import { findingLines, placeOf } from '../../src/report-text/findings.ts';
import { openPage } from '../../src/report-text/page.ts';
import { aFinding } from '../support/records.ts';

const page = openPage({ color: false, width: 60 });

describe('findings', () => {
  it('begin with their place, as editors understand it', () => {
    expect(findingLines([aFinding({ rule: 'no-unused' })], 20, page)).toEqual([
      '    src/a.ts:3:7  this is never used  [no-unused]',
    ]);
    expect(placeOf({ severity: 'error', message: 'm', file: 'a', line: 3 })).toBe('a:3');
    expect(placeOf({ severity: 'error', message: 'm', file: 'a' })).toBe('a');
    expect(placeOf({ severity: 'error', message: 'm' })).toBe('');
  });

  it('say how grave they are, where their tool does', () => {
    expect(findingLines([aFinding({ rank: 'high' })], 20, page)).toEqual([
      '    src/a.ts:3:7  high: this is never used',
    ]);
  });

  it('put a long message below a place, which stays whole', () => {
    const message = 'this is a longer story that does not fit beside its place';
    expect(findingLines([aFinding({ message, rule: 'r' })], 20, page)).toEqual([
      '    src/a.ts:3:7',
      '      this is a longer story that does not fit beside its',
      '      place [r]',
    ]);
  });

  it('without a file are wrapped by themselves', () => {
    const lines = findingLines([{ severity: 'error', message: `${'word '.repeat(20)}end` }], 20, page);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => /^ {4}\S/.test(line) && line.length <= 60)).toBe(true);
  });

  it('show errors before warnings, and say which are warnings only beside errors', () => {
    const warning = aFinding({ severity: 'warning', message: 'careful' });
    expect(findingLines([warning, aFinding()], 20, page)).toEqual([
      '    src/a.ts:3:7  this is never used',
      '    src/a.ts:3:7  warning: careful',
    ]);
    expect(findingLines([warning], 20, page)).toEqual(['    src/a.ts:3:7  careful']);
  });

  it('have their line below, once for all that is said of one place', () => {
    const sources = [{ file: 'src/a.ts', line: 3, text: 'const a = 1;' }];
    const other = aFinding({ column: 1, message: 'another' });
    expect(findingLines([aFinding(), aFinding({ message: 'again' }), other], 20, page, sources)).toEqual([
      '    src/a.ts:3:7  this is never used',
      '    src/a.ts:3:7  again',
      '      const a = 1;',
      '            ^',
      '    src/a.ts:3:1  another',
      '      const a = 1;',
      '      ^',
    ]);
  });

  it('lead to their files where a terminal can follow, beside the message and above it', () => {
    const linked = openPage({ color: false, width: 30, linkRoot: 'file:///w' });
    const link = '\x1b]8;;file:///w/src/a.ts#3\x1b\\src/a.ts:3:7\x1b]8;;\x1b\\';
    expect(findingLines([aFinding({ message: 'no' })], 20, linked)).toEqual([`    ${link}  no`]);
    expect(findingLines([aFinding()], 20, linked)[0]).toBe(`    ${link}`);
  });

  it('end with how many were left out', () => {
    const findings = Array.from({ length: 57 }, (_, index) => aFinding({ line: index + 1 }));
    const lines = findingLines(findings, 20, page);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('    and 37 more');
  });
});
