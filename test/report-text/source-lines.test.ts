import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../src/report-text/columns.ts';
import { openPage } from '../../src/report-text/page.ts';
import { sourceLines } from '../../src/report-text/source-lines.ts';
import { aFinding } from '../support/records.ts';

const page = openPage({ color: false, width: 40 });
const shown = (text: string, column?: number, on = page) =>
  sourceLines({ ...aFinding({ line: 3 }), column } as never, [{ file: 'src/a.ts', line: 3, text }], 2, on);

describe('the line that a finding is about', () => {
  it('stands below it without its indentation, with a caret at the column', () => {
    expect(shown('\t  const unused = 1;', 10)).toEqual(['  const unused = 1;', '        ^']);
    expect(shown('a = b', 6)).toEqual(['  a = b', '       ^']);
  });

  it('has no caret where the column is not known, or not in it', () => {
    for (const column of [undefined, 1, 2, 99]) expect(shown('  x = 1', column)).toEqual(['  x = 1']);
  });

  it('is another one in another file, or unknown', () => {
    const sources = [
      { file: 'src/b.ts', line: 3, text: 'no' },
      { file: 'src/a.ts', line: 4, text: 'no' },
    ];
    expect(sourceLines(aFinding({ line: 3 }), sources, 2, page)).toEqual([]);
    expect(sourceLines({ severity: 'error', message: 'm' }, sources, 2, page)).toEqual([]);
  });

  it('is cut around the caret where it is longer than the page', () => {
    const text = `${'before '.repeat(20)}HERE${' after'.repeat(20)}`;
    const [line = '', caret = ''] = shown(text, 141);
    expect(columnsOf(line)).toBeLessThanOrEqual(40);
    expect(line).toMatch(/^ {2}….*HERE.*…$/);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^HERE/);
    expect(shown(text, 3)).toEqual([expect.stringMatching(/^ {2}before .*…$/), '    ^']);
  });

  it('keeps the caret below wide characters', () => {
    const [line = '', caret = ''] = shown('日本 = ファイル', 6);
    expect(columnsOf(line.slice(0, line.indexOf('ファ')))).toBe(caret.indexOf('^'));
    const text = `${'日本'.repeat(30)}X`;
    const [long = '', below = ''] = shown(text, 61);
    expect(columnsOf(long.slice(0, long.indexOf('X')))).toBe(below.indexOf('^'));
  });

  it('is harmless, and as it is: nothing in it is drawn over or turned round', () => {
    expect(shown('bad\x1b[2Jness\r✓ \u202eab', 8)[0]).toBe('  bad\\x1b[2Jness\\r✓ \\u{202e}ab');
    expect(shown('a\x1b[31mb', 7)[1]).toBe(`${' '.repeat(2 + 'a\\x1b[31m'.length)}^`);
  });

  it('is said without a caret in words', () => {
    expect(shown('x = 1', 1, openPage({ color: false, width: 40, words: true }))).toEqual(['  x = 1']);
  });
});
