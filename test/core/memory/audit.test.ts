import { describe, expect, it } from 'vitest';
import { isDrawn } from '../../../src/core/memory/audit.ts';
import { hashTexts } from '../../../src/core/memory/fingerprint.ts';

const KEYS = Array.from({ length: 2000 }, (_, index) => hashTexts([`${index}`]));
const drawn = (share: number, chance: number) => KEYS.filter((key) => isDrawn(key, share, chance));

describe('isDrawn', () => {
  it.each([0, 0.3, 0.999_999])('draws none of no share, and all of the whole, at %d', (chance) => {
    expect(drawn(0, chance)).toEqual([]);
    expect(drawn(1, chance)).toEqual(KEYS);
  });

  it.each([0, 0.5, 0.99])('draws about as many keys as the share says, at %d', (chance) => {
    const { length } = drawn(0.1, chance);
    expect(length).toBeGreaterThan(150);
    expect(length).toBeLessThan(250);
  });

  it('draws every key at some chance, and no key twice as often as another', () => {
    const chances = Array.from({ length: 20 }, (_, index) => index / 20);
    const times = KEYS.map((key) => chances.filter((chance) => isDrawn(key, 0.1, chance)).length);
    expect(new Set(times)).toEqual(new Set([2]));
  });

  it('answers the same for the same key and chance', () => {
    expect(drawn(0.1, 0.42)).toEqual(drawn(0.1, 0.42));
    expect(drawn(0.1, 0.42)).not.toEqual(drawn(0.1, 0.52));
  });
});
