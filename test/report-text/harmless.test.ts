import { describe, expect, it } from 'vitest';
import { decodePath } from '../../src/core/path-bytes.ts';
import { oneLine, safeLines, safeName } from '../../src/report-text/harmless.ts';

describe('text of others on one line', () => {
  it.each([
    ['colours', '\x1b[1;31mred\x1b[0m', 'red'],
    ['cursor movements', 'a\x1b[2K\x1b[1A\x1b[10;20Hb', 'ab'],
    ['private modes', '\x1b[?25lhidden\x1b[?1049h', 'hidden'],
    ['window titles', '\x1b]0;owned\x07title', 'title'],
    ['links', '\x1b]8;;http://example.com\x1b\\here\x1b]8;;\x1b\\', 'here'],
    ['strings for the terminal that never end', 'a\x1b]0;owned', 'a'],
    ['device control strings', '\x1bPq#0;2\x1b\\picture', 'picture'],
    ['eight-bit introducers', 'a\x9b2Jb\x9d0;owned\x07c', 'abc'],
    ['resets and character sets', '\x1bca\x1b(0b', 'ab'],
    ['line breaks', ' one\r\n two\tthree ', 'one two three'],
  ])('takes away %s', (_, text, harmless) => {
    expect(oneLine(text)).toBe(harmless);
  });

  it('spells out what is left and unsafe', () => {
    expect(oneLine('a\x00b\x07c\x1b')).toBe('a\\x00b\\x07c\\x1b');
    expect(oneLine('gnp\u202e.exe')).toBe('gnp\\u{202e}.exe');
    expect(oneLine('half \ud83d')).toBe('half \\u{d83d}');
  });

  it('keeps letters and pictures of all languages', () => {
    expect(oneLine('naïve 日本語 👩‍💻 ✓')).toBe('naïve 日本語 👩‍💻 ✓');
  });

  it('cuts what would fill the screen', () => {
    const line = oneLine('x'.repeat(100_000));
    expect(line.length).toBeLessThan(1000);
    expect(line).toMatch(/x…$/);
  });
});

describe('names', () => {
  it('stay as they are when nothing is wrong with them', () => {
    expect(safeName('src/a b "c" ü.ts')).toBe('src/a b "c" ü.ts');
  });

  it.each([
    ['a\nb.ts', '"a\\nb.ts"'],
    ['tab\there', '"tab\\there"'],
    ['\x1b[31mred', '"\\x1b[31mred"'],
    ['q"\\\n', '"q\\"\\\\\\n"'],
    [decodePath(Buffer.from([0x61, 0xff, 0x62])), '"a\\xffb"'],
  ])('are quoted when they could deceive: %j', (name, shown) => {
    expect(safeName(name)).toBe(shown);
  });

  it('never look the same when they are different', () => {
    expect(safeName('lint')).not.toBe(safeName('li\x1b[0mnt'));
    expect(safeName('"a\\nb"')).not.toBe(safeName('a\nb'));
  });
});

describe('lines of output', () => {
  it('keep their order and lose what was drawn over', () => {
    expect(safeLines('one\r\n10%\r50%\rdone\n\ttwo  \n')).toEqual(['one', 'done', '    two', '']);
  });

  it('are harmless', () => {
    expect(safeLines('\x1b[2Jgone\x08\x08\nnext')).toEqual(['gone\\x08\\x08', 'next']);
  });
});
