import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import lcov from '../../src/coverage/lcov.ts';
import { asText, count, readReport } from '../support/coverage-reports.ts';

const fixture = (name: string) => readFileSync(path.join(import.meta.dirname, '../fixtures/coverage', name), 'utf8');
const only = (text: string) => readReport(lcov, text).files[0];

describe('lcov', () => {
  it('counts what Vitest prints for its own report', () => {
    const { files } = readReport(lcov, fixture('vitest.lcov'));
    expect(files.map((file) => file.path)).toEqual(['src/shop.js', 'src/spaced näme.js']);
    expect(files.map((file) => [count(file.lines), count(file.branches), count(file.functions)])).toEqual([
      [
        [5, 9],
        [4, 6],
        [1, 3],
      ],
      [
        [1, 1],
        [0, 0],
        [1, 1],
      ],
    ]);
  });

  it('reads the branches of coverage.py, whose arms are sentences', () => {
    const { files } = readReport(lcov, fixture('coverage-py-branch.lcov'));
    expect([count(files[1]?.lines), count(files[1]?.branches)]).toEqual([
      [9, 11],
      [4, 6],
    ]);
  });

  it('knows no branches where the tool wrote none, and never statements', () => {
    const { files } = readReport(lcov, fixture('coverage-py-plain.lcov'));
    expect(files.map((file) => [file.branches, file.statements])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('is recognized by its first record, whatever stands before it', () => {
    expect(lcov.recognizes(asText('\r\nTN:\r\nSF:a\r\n'))).toBe(true);
    expect(lcov.recognizes(asText('# a comment\nSF:a\n'))).toBe(true);
    expect(lcov.recognizes(asText('{"SF:": 1}'))).toBe(false);
  });

  it('does not mind line ends, a byte-order mark and an unfinished last record', () => {
    expect(only('SF:src/a b.c\r\nDA:2,0\r\nDA:1,3,checksum\r\n')).toEqual({
      path: 'src/a b.c',
      lines: [
        [1, 3],
        [2, 0],
      ],
    });
  });

  it('trusts items, never their sums', () => {
    expect(only('SF:a\nDA:1,0\nLF:100\nLH:100\nend_of_record\n')?.lines).toEqual([[1, 0]]);
  });

  it('adds lines and arms that stand twice', () => {
    const file = only('SF:a\nDA:1,0\nDA:1,2\nBRDA:1,0,0,-\nBRDA:1,0,0,4\nBRDA:1,0,1,0\nend_of_record\n');
    expect(file?.lines).toEqual([[1, 2]]);
    expect(file?.branches).toEqual([
      [1, 4, '0,0'],
      [1, 0, '0,1'],
    ]);
  });

  it('takes counts that overflowed or need more than 32 bits', () => {
    expect(only('SF:a\nDA:1,-5\nDA:2,99999999999\n')?.lines).toEqual([
      [1, 0],
      [2, 99_999_999_999],
    ]);
  });

  it('tells functions of one name apart, and does not mind commas or which record comes first', () => {
    const file = only('SF:a\nFNDA:3,f<a,b>\nFN:1,f<a,b>\nFN:9,12,g\nFN:20,g\nFNDA:0,g\nFNDA:1,g\nend_of_record\n');
    expect(file?.functions).toEqual([
      [1, 3, 'f<a,b>'],
      [9, 0, 'g'],
      [20, 1, 'g'],
    ]);
  });

  it('counts a function of LCOV 2 once, whatever names it has', () => {
    const file = only('SF:a\nFNL:0,4,9\nFNA:0,0,first\nFNA:0,2,second\nBRDA:4,e0,a, b,1\nend_of_record\n');
    expect(file?.functions).toEqual([[4, 2, 'FNL:0']]);
    expect(file?.branches).toEqual([[4, 1, 'e0,a, b']]);
  });

  it.each([
    'SF:a\nDA:1',
    'SF:a\nDA:',
    'SF:a\nDA:1,',
    'SF:a\nDA:1,2\nD',
    'SF:a\nBRDA:1,0,0',
    'DA:1,2\n',
    'SF:a\nDA:x,1\n',
  ])('refuses what is cut short or no record: %j', (text) => {
    expect(() => readReport(lcov, text)).toThrow(/^line \d+/);
  });
});
