import type { KeyObject } from 'node:crypto';
import { isObject } from '../json-shape.ts';
import { parseStrictly } from '../strict-json.ts';
import { isSigned, parsePublicKey, SIGNATURE_BYTES, sign } from './signing.ts';

/*
 * The form of an entry of a shared store: a line with its version and the signature, a line of JSON that says what it is
 * (the statement), and the payload. What is signed is the version, the statement and the payload, byte by byte, so that
 * there is nothing to be brought into order first, and no signature counts for anything else that somebody signs.
 */

const VERSION = 'lattice-hooks shared entry 1';
const FIRST_LINE = new RegExp(`^${VERSION} ([A-Za-z0-9_-]{86})$`);
/** Bytes in which both lines have to end. */
const LONGEST_HEAD = 4096;
/** Milliseconds by which the clock of an issuer may go ahead of ours. */
const CLOCK_SKEW = 10 * 60_000;

/** What an issuer says of an entry. */
export interface Statement {
  readonly repository: string;
  /** The name under which it lies in the store: under any other it is not believed. */
  readonly name: string;
  readonly issuer: string;
  /** ISO 8601, UTC: when it was signed. */
  readonly at: string;
  /** ISO 8601, UTC: after this it does not count. */
  readonly until: string;
  /** Bytes of the payload. */
  readonly bytes: number;
}

/** What an entry has to be in order to be believed. */
export interface Expected {
  readonly repository: string;
  readonly name: string;
  /** Public keys as text, by issuer. */
  readonly keys: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Milliseconds after its signature in which it counts at most, whatever it says itself. */
  readonly expires: number;
}

/** Why an entry is not believed. */
export type Disbelief =
  /** It is no entry, or one of another version. */
  | 'unreadable'
  | 'truncated'
  /** Nobody of that name is in the config. */
  | 'unknown issuer'
  /** The issuer has not signed these bytes. */
  | 'forged'
  | 'of another repository'
  /** It was signed for another name. */
  | 'replayed'
  | 'expired'
  /** It was signed in the future. */
  | 'not yet valid';

/** An entry that was looked at. */
export type Opened =
  | { readonly type: 'believed'; readonly statement: Statement; readonly payload: Buffer }
  | { readonly type: 'not believed'; readonly why: Disbelief };

/** Signs a payload. `statement`: without its length. */
export function sealEntry(statement: Omit<Statement, 'bytes'>, payload: Uint8Array, privateKey: KeyObject): Buffer {
  const line = JSON.stringify({ ...statement, bytes: payload.length });
  const signed = signedBytes(Buffer.from(line), payload);
  const signature = sign(signed, privateKey).toString('base64url');
  return Buffer.concat([Buffer.from(`${VERSION} ${signature}\n${line}\n`), payload]);
}

/** Looks whether an entry may be believed. Whatever the bytes are: it does not throw. */
export function openEntry(bytes: Uint8Array, expected: Expected): Opened {
  const parts = partsOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (parts === undefined) return disbelieve('unreadable');
  const { statement, payload } = parts;
  if (payload.length < statement.bytes) return disbelieve('truncated');
  const why = whyNot(parts, expected);
  return why === undefined ? { type: 'believed', statement, payload } : disbelieve(why);
}

interface Parts {
  readonly signature: Buffer;
  readonly line: Buffer;
  readonly statement: Statement;
  readonly payload: Buffer;
}

/** Who signed comes first: of what nobody has signed nothing else is believed, not even what is wrong with it. */
function whyNot({ signature, line, statement, payload }: Parts, expected: Expected): Disbelief | undefined {
  const { keys, repository, name, now, expires } = expected;
  const text = Object.hasOwn(keys, statement.issuer) ? keys[statement.issuer] : undefined;
  const publicKey = text === undefined ? undefined : parsePublicKey(text);
  if (publicKey === undefined) return 'unknown issuer';
  if (!isSigned(signedBytes(line, payload), signature, publicKey)) return 'forged';
  if (statement.repository !== repository) return 'of another repository';
  if (statement.name !== name) return 'replayed';
  const at = Date.parse(statement.at);
  if (at > now + CLOCK_SKEW) return 'not yet valid';
  return now > Date.parse(statement.until) || now > at + expires ? 'expired' : undefined;
}

function signedBytes(line: Uint8Array, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`${VERSION}\n`), line, Buffer.from('\n'), payload]);
}

function partsOf(bytes: Buffer): Parts | undefined {
  const first = bytes.subarray(0, LONGEST_HEAD).indexOf('\n');
  const second = bytes.subarray(0, LONGEST_HEAD).indexOf('\n', first + 1);
  if (first === -1 || second === -1) return undefined;
  const [, digits = ''] = FIRST_LINE.exec(bytes.toString('latin1', 0, first)) ?? [];
  const signature = Buffer.from(digits, 'base64url');
  const line = bytes.subarray(first + 1, second);
  const statement = statementOf(line.toString());
  if (signature.length !== SIGNATURE_BYTES || statement === undefined) return undefined;
  return { signature, line, statement, payload: bytes.subarray(second + 1) };
}

function statementOf(line: string): Statement | undefined {
  let value: unknown;
  try {
    value = parseStrictly(line);
  } catch {
    return undefined;
  }
  if (!isObject(value)) return undefined;
  const { repository, name, issuer, at, until, bytes } = value;
  const texts = [repository, name, issuer, at, until];
  if (!texts.every((text) => typeof text === 'string') || !Number.isInteger(bytes)) return undefined;
  if (Number.isNaN(Date.parse(String(at))) || Number.isNaN(Date.parse(String(until)))) return undefined;
  return value as unknown as Statement;
}

function disbelieve(why: Disbelief): Opened {
  return { type: 'not believed', why };
}
