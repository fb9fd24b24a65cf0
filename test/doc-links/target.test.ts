import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodePath } from '../../src/core/path-bytes.ts';
import { decodePercent, parseTarget } from '../../src/doc-links/target.ts';

const local = (segments: readonly string[], fragment?: string, absolute = false) => ({
  type: 'local',
  absolute,
  segments,
  fragment,
});

describe('taking a destination apart', () => {
  it.each([
    ['a.md', local(['a.md'])],
    ['../b/./a.md#x', local(['..', 'b', '.', 'a.md'], 'x')],
    ['/docs/a.md', local(['docs', 'a.md'], undefined, true)],
    ['docs/', local(['docs', ''])],
    ['#x', local([], 'x')],
    ['', local([])],
    ['#', local([])],
    ['?plain=1#L3', local([], 'L3')],
    ['a.md?x=/b/c#d?e', local(['a.md'], 'd?e')],
    ['  a.md\n', local(['a.md'])],
    ['##x', local([], '#x')],
    ['a.md#x:~:text=some%20words', local(['a.md'], 'x')],
    ['a.md#:~:text=some', local(['a.md'])],
    ['a%20b%23c.md#d%C3%A9', local(['a b#c.md'], 'dé')],
    ['a%2Fb%2fc.md', local(['a%2Fb%2fc.md'])],
    ['100%.md#%zz', local(['100%.md'], '%zz')],
    ['name@host', local(['name@host'])],
    ['www.a.example/b', local(['www.a.example', 'b'])],
  ])('%j', (destination, target) => {
    expect(parseTarget(destination)).toEqual(target);
  });

  it.each(['https://a.example/b.md', 'HTTP://A.EXAMPLE', '//a.example/b', 'mailto:a@b.example', 'vscode:x', 'a:b.md'])(
    '%s leads elsewhere',
    (destination) => {
      expect(parseTarget(destination)).toEqual({ type: 'elsewhere' });
    },
  );

  it.each(['file:///home/me/a.md', 'FILE:a.md', 'C:\\a.md', 'd:/a.md'])(
    '%s is a path of one machine',
    (destination) => {
      expect(parseTarget(destination)).toEqual({ type: 'disk' });
    },
  );

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseTarget(text)));
  });
});

describe('decoding percent signs', () => {
  it('turns bytes that are not UTF-8 into what paths have for them', () => {
    const decoded = decodePercent('caf%e9');
    expect(decoded).toBe('caf\udce9');
    expect(encodePath(decoded)).toEqual(Buffer.from('caf\xe9', 'latin1'));
  });

  it('undoes what a browser encodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodePercent(encodeURIComponent(text))).toBe(text);
      }),
    );
  });

  it('is done once', () => {
    expect(decodePercent('%2520')).toBe('%20');
  });
});
