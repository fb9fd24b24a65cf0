import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractHeading, formatExtracts, readExtracts } from '../../../src/core/memory/extract-log.ts';

const FORM = 'links 1';
const extracts = (entries: Readonly<Record<string, string>>) =>
  new Map(Object.entries(entries).map(([key, text]) => [key, Buffer.from(text)]));
const log = (...segments: readonly Readonly<Record<string, string>>[]) =>
  Buffer.concat([extractHeading(FORM), ...segments.map((one) => formatExtracts(extracts(one)))]);
const textsOf = (bytes: Uint8Array, form = FORM) => {
  const { extracts: found, isWhole } = readExtracts(bytes, form);
  return { texts: Object.fromEntries([...found].map(([key, text]) => [key, `${text}`])), isWhole };
};

describe('a log of extracts', () => {
  it('gives back what was added, the last of several for one key', () => {
    expect(textsOf(log({ a: 'one', b: '' }, { a: 'two' }, {}))).toEqual({ texts: { a: 'two', b: '' }, isWhole: true });
  });

  it('holds nothing for a reader of another form, and where there is none', () => {
    expect(textsOf(log({ a: 'one' }), 'links 2')).toEqual({ texts: {}, isWhole: false });
    expect(textsOf(Buffer.alloc(0))).toEqual({ texts: {}, isWhole: false });
  });

  it('keeps what stands before a segment that a killed process left unfinished', () => {
    const whole = log({ a: 'one' });
    const next = formatExtracts(extracts({ b: 'two' }));
    for (let length = 1; length < next.length; length += 1) {
      const cut = Buffer.concat([whole, next.subarray(0, length)]);
      expect(textsOf(cut)).toEqual({ texts: { a: 'one' }, isWhole: false });
      expect(textsOf(Buffer.concat([cut, next])).isWhole).toBe(false);
    }
  });

  it('gives back what was added or nothing, whichever byte is damaged', () => {
    const written = { a: 'one', b: 'two', c: 'three' };
    const bytes = log({ a: 'one' }, { b: 'two', c: 'three' });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        const { texts, isWhole } = textsOf(damaged);
        expect(isWhole).toBe(false);
        expect(written).toMatchObject(texts);
      }),
    );
  });
});
