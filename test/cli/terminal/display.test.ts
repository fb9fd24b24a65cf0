import { describe, expect, it } from 'vitest';
import { readDisplay } from '../../../src/cli/terminal/display.ts';

type Variables = Readonly<Record<string, string>>;
const inWindow = (env: Variables, platform = 'linux') => readDisplay(env, { platform }).shown('✓');

describe('signs', () => {
  it.each<readonly [Variables, string]>([
    [{}, '✓'],
    [{ LANG: 'de_DE.UTF-8' }, '✓'],
    [{ LANG: 'de_DE.utf8' }, '✓'],
    [{ LANG: 'C' }, '+'],
    [{ LANG: 'en_US.ISO-8859-1' }, '+'],
    [{ LANG: 'C', LC_CTYPE: 'C.UTF-8' }, '✓'],
    [{ LANG: 'C.UTF-8', LC_ALL: 'POSIX' }, '+'],
    [{ LANG: 'C.UTF-8', LC_ALL: '' }, '✓'],
    [{ LANG: 'C.UTF-8', TERM: 'linux' }, '+'],
    [{ LANG: 'C.UTF-8', TERM: 'dumb' }, '+'],
    [{ LANG: 'C', LATTICE_HOOKS_STYLE: 'unicode' }, '✓'],
    [{ LANG: 'C.UTF-8', LATTICE_HOOKS_STYLE: 'lines, ascii' }, '+'],
  ])('in a window where %j are %s', (env, sign) => expect(inWindow(env)).toBe(sign));

  it.each<readonly [Variables, string]>([
    [{}, '+'],
    [{ TERM: 'cygwin', LANG: 'C.UTF-8' }, '+'],
    [{ WT_SESSION: 'some-id', LANG: 'C' }, '✓'],
    [{ TERM: 'xterm-256color' }, '✓'],
  ])('in a window of Windows where %j are %s', (env, sign) => expect(inWindow(env, 'win32')).toBe(sign));

  it('are as they are in files and for other programs, unless they were asked for', () => {
    expect(readDisplay({ LANG: 'C', TERM: 'dumb' }).shown('✓')).toBe('✓');
    expect(readDisplay({ LATTICE_HOOKS_STYLE: 'ascii' }).shown('✓')).toBe('+');
  });
});

describe('the board', () => {
  it.each<readonly [string | undefined, boolean, boolean]>([
    [undefined, true, false],
    ['lines', false, false],
    ['words', false, true],
    ['unicode', true, false],
    ['loud', true, false],
  ])('with style %s: drawn %s, in words %s', (style, mayDraw, words) => {
    expect(readDisplay(style === undefined ? {} : { LATTICE_HOOKS_STYLE: style })).toMatchObject({ mayDraw, words });
  });
});
