import { describe, expect, it } from 'vitest';
import { seal, unseal } from '../../../src/core/memory/sealed.ts';

describe('a sealed text', () => {
  it.each(['', 'text', 'two\nlines\n', 'é'])('comes back as it was: %j', (text) => {
    expect(unseal(seal(text))).toBe(text);
  });

  it('is none once a byte of it differs, or an end is missing', () => {
    const sealed = seal('{"a":1}\n');
    for (let at = 0; at < sealed.length; at += 1) {
      const flipped = String.fromCharCode(sealed.charCodeAt(at) ^ 1);
      expect(unseal(`${sealed.slice(0, at)}${flipped}${sealed.slice(at + 1)}`)).toBeUndefined();
      expect(unseal(sealed.slice(0, at))).toBeUndefined();
    }
    expect(unseal('text')).toBeUndefined();
  });
});
