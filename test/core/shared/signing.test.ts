import { describe, expect, it } from 'vitest';
import {
  isSigned,
  makeKeyPair,
  parsePrivateKey,
  parsePublicKey,
  publicKeyOf,
  sign,
} from '../../../src/core/shared/signing.ts';

const BYTES = Buffer.from('what is signed');

describe('keys', () => {
  it('are texts in one line, of which each says what it is', () => {
    const { publicKey, privateKey } = makeKeyPair();
    expect(publicKey).toMatch(/^ed25519:[A-Za-z0-9+/]{43}=$/);
    expect(privateKey).toMatch(/^ed25519-private:[A-Za-z0-9+/]{43}=$/);
    expect(makeKeyPair().privateKey).not.toBe(privateKey);
  });

  it('belong together', () => {
    const [one, other] = [makeKeyPair(), makeKeyPair()];
    const [privateKey, publicKey] = [parsePrivateKey(one.privateKey), parsePublicKey(one.publicKey)];
    if (privateKey === undefined || publicKey === undefined) throw new Error('no keys');
    expect(publicKeyOf(privateKey)).toBe(one.publicKey);
    const signature = sign(BYTES, privateKey);
    expect(isSigned(BYTES, signature, publicKey)).toBe(true);
    expect(isSigned(Buffer.from('something else'), signature, publicKey)).toBe(false);
    expect(isSigned(BYTES, signature, parsePublicKey(other.publicKey) ?? publicKey)).toBe(false);
  });

  it('are read from a secret that ends with a line', () => {
    const { privateKey } = makeKeyPair();
    expect(parsePrivateKey(`${privateKey}\n`)).toBeDefined();
  });

  it('are none where the text is another', () => {
    const { publicKey, privateKey } = makeKeyPair();
    for (const text of ['', 'ed25519:', publicKey.slice(0, -2), privateKey, `${publicKey}x`, ` ${publicKey}`]) {
      expect(parsePublicKey(text), text).toBeUndefined();
    }
    for (const text of ['', 'x', publicKey, privateKey.slice(0, -4)])
      expect(parsePrivateKey(text), text).toBeUndefined();
    // Base64 has several texts for the same bytes, and a key has one.
    expect(parsePublicKey(`ed25519:${'A'.repeat(42)}B=`)).toBeUndefined();
  });
});
