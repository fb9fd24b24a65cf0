import { describe, expect, it } from 'vitest';
import { indented, labelled, openPage, paintedSign, signed } from '../../src/report-text/page.ts';

const plain = openPage({ color: false, width: 24 });

describe('a page', () => {
  it('paints only where colours may be used', () => {
    const painted = openPage({ color: true, width: 80 });
    expect(painted.paint('bad', 'no')).toBe('\x1b[31mno\x1b[39m');
    expect(painted.paint('bad', '')).toBe('');
    expect(plain.paint('bad', 'no')).toBe('no');
    expect(signed('passed', 'lint', '2 files', painted)).toEqual(['\x1b[32m✓\x1b[39m \x1b[1mlint\x1b[22m  2 files']);
  });

  it('says in words what signs say, once', () => {
    const words = openPage({ color: true, width: 24, words: true });
    expect(signed('failed', 'lint', 'several things to mend', words)).toEqual([
      '\x1b[31mfailed: \x1b[39m\x1b[1mlint\x1b[22m  several',
      '  things to mend',
    ]);
    expect(signed('skipped', '', 'skipped by you: x', words)).toEqual(['skipped by you: x']);
  });

  it('leads to a line of a file where that can be followed', () => {
    const page = openPage({ color: false, width: 80, linkRoot: 'file:///work/a%20b' });
    expect(page.link('src/ü.ts', 3, 'x')).toBe('\x1b]8;;file:///work/a%20b/src/%C3%BC.ts#3\x1b\\x\x1b]8;;\x1b\\');
    expect(page.link('a\x1b\\b', undefined, 'x')).toBe('\x1b]8;;file:///work/a%20b/a%1B%5Cb\x1b\\x\x1b]8;;\x1b\\');
    expect(plain.link('a.ts', 3, 'x')).toBe('x');
  });

  it('keeps some room however narrow the window is', () => {
    expect(openPage({ color: false, width: 3 }).width).toBe(20);
  });

  it('wraps what follows a sign, a label or an indentation below itself', () => {
    expect(signed('failed', 'lint', 'found several things to mend', plain)).toEqual([
      '✗ lint  found several',
      '  things to mend',
    ]);
    expect(labelled(0, 'note', 'the config differs from it', plain)).toEqual([
      'note: the config differs',
      '      from it',
    ]);
    expect(indented(4, 'some words that go on', plain)).toEqual(['    some words that go', '    on']);
  });

  it('has a sign without a name or a text', () => {
    expect(signed('skipped', '', 'skipped', plain)).toEqual(['- skipped']);
    expect(signed('failed', 'lint', '', plain)).toEqual(['✗ lint']);
    expect(paintedSign('warning', plain)).toBe('!');
  });
});
