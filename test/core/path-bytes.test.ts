import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePath, encodePath, isUtf8, onDisk, splitFields } from '../../src/core/path-bytes.ts';

describe('paths and their bytes', () => {
  it('become each other without loss, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect([...encodePath(decodePath(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it('never make one name of two', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), fc.uint8Array({ maxLength: 8 }), (a, b) => {
        expect(decodePath(a) === decodePath(b)).toBe(Buffer.from(a).equals(Buffer.from(b)));
      }),
    );
  });

  it.each(['plain.md', 'é', '日本', '😀', '\ufeffmark', 'a\u0000b'])('reads %j as any decoder would', (text) => {
    expect(decodePath(Buffer.from(text))).toBe(text);
    expect(encodePath(text).equals(Buffer.from(text))).toBe(true);
    expect(isUtf8(text)).toBe(true);
  });

  it.each(['💀.md', '📝 notes.md', '\u{10080}'])('takes %s for a name like any other', (name) => {
    // The second halves of these characters are code units that escape bytes when they stand alone.
    expect(isUtf8(name)).toBe(true);
    expect(encodePath(`${name}\udcff`).equals(Buffer.concat([Buffer.from(name), Buffer.from([0xff])]))).toBe(true);
  });

  it.each([
    ['an overlong form', [0xc0, 0xaf]],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80]],
    ['a character cut short', [0x61, 0xe2, 0x82]],
    ['a lone continuation', [0x80, 0x61]],
  ])('escapes the bytes of %s one by one', (_, bytes) => {
    const path = decodePath(Uint8Array.from(bytes));
    expect(isUtf8(path)).toBe(false);
    expect([...encodePath(path)]).toEqual(bytes);
  });

  it('are bytes for the file system only where a string would not do', () => {
    expect(onDisk('/top', 'a.md')).toBe('/top/a.md');
    expect(onDisk('/top', 'a\udcff')).toEqual(Buffer.from([...Buffer.from('/top/a'), 0xff]));
  });
});

describe('splitFields', () => {
  it.each([
    ['', []],
    ['a\0', ['a']],
    ['a\0\0b\0', ['a', '', 'b']],
    ['a\0b', ['a']],
  ])('reads %j as %j', (output, fields) => {
    expect(splitFields(Buffer.from(output)).map(String)).toEqual(fields);
  });
});
