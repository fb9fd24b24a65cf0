import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';

/** What stands before the 32 bytes of an Ed25519 key in the forms that Node reads, see RFC 8410. */
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEY_BYTES = 32;

/** How keys are written: what they are, and 32 bytes in base64. */
export const PUBLIC_KEY = /^ed25519:([A-Za-z0-9+/]{43}=)$/;
const PRIVATE_KEY = /^ed25519-private:([A-Za-z0-9+/]{43}=)$/;

/** Bytes of a signature. */
export const SIGNATURE_BYTES = 64;

/** A pair of keys as text. */
export interface KeyPair {
  /** For the config. */
  readonly publicKey: string;
  /** For a secret of CI. */
  readonly privateKey: string;
}

/** Makes a new pair of keys. */
export function makeKeyPair(): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const bytes = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-KEY_BYTES);
  return { publicKey: publicKeyOf(privateKey), privateKey: `ed25519-private:${bytes.toString('base64')}` };
}

/** The public key of that text; undefined where it is none. */
export function parsePublicKey(text: string): KeyObject | undefined {
  const bytes = bytesOf(PUBLIC_KEY, text);
  return bytes && createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, bytes]), format: 'der', type: 'spki' });
}

/** The private key of that text, blanks around it ignored; undefined where it is none. */
export function parsePrivateKey(text: string): KeyObject | undefined {
  const bytes = bytesOf(PRIVATE_KEY, text.trim());
  return bytes && createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, bytes]), format: 'der', type: 'pkcs8' });
}

/** The text of the public key that belongs to a private one. */
export function publicKeyOf(privateKey: KeyObject): string {
  const bytes = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
  return `ed25519:${bytes.toString('base64')}`;
}

/** The signature of these bytes. */
export function sign(bytes: Uint8Array, privateKey: KeyObject): Buffer {
  return signBytes(null, bytes, privateKey);
}

/** Whether somebody with the private key has signed these bytes. */
export function isSigned(bytes: Uint8Array, signature: Uint8Array, publicKey: KeyObject): boolean {
  return verifyBytes(null, bytes, publicKey, signature);
}

/** Only what is written back the same is read: base64 has other texts for the same bytes. */
function bytesOf(form: RegExp, text: string): Buffer | undefined {
  const [, digits = ''] = form.exec(text) ?? [];
  const bytes = Buffer.from(digits, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === digits ? bytes : undefined;
}
