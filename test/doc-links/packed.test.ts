import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packer, Unpacker } from '../../src/doc-links/packed.ts';

const unpacker = (bytes: Uint8Array) => new Unpacker(Buffer.from(bytes), 0, bytes.length);

describe('packed numbers and texts', () => {
  it('are what they were, in their order', () => {
    const item = fc.oneof(fc.nat(), fc.string({ unit: 'binary' }), fc.string());
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const to = packer();
        for (const one of items) {
          if (typeof one === 'number') to.number(one);
          else to.text(one);
        }
        const from = unpacker(to.bytes());
        expect(items.map((one) => (typeof one === 'number' ? from.number() : from.text()))).toEqual(items);
      }),
    );
  });

  it.each([0, 127, 128, 16_383, 16_384, 2 ** 31 - 1])('hold the number %i', (value) => {
    const to = packer();
    to.number(value);
    expect(unpacker(to.bytes()).number()).toBe(value);
  });

  it('keep halves of characters, and take one byte for each of a western text', () => {
    const pack = (text: string) => {
      const to = packer();
      to.text(text);
      return to.bytes();
    };
    expect(unpacker(pack('\ud83d')).text()).toBe('\ud83d');
    expect(pack('é'.repeat(100)).length).toBeLessThan(110);
  });
});
