import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Expected, openEntry, sealEntry } from '../../../src/core/shared/entry.ts';
import { entryName, sha256 } from '../../../src/core/shared/settings.ts';
import { makeKeyPair, parsePrivateKey, sign } from '../../../src/core/shared/signing.ts';

const DAY = 24 * 60 * 60_000;
const NOW = Date.parse('2026-03-04T05:06:07.000Z');
const NAME = entryName('example.com/web', 'a'.repeat(40));
const [ci, other] = [makeKeyPair(), makeKeyPair()];
const PAYLOAD = Buffer.from('{"groups":[]}');

const privateKey = ({ privateKey: text }: typeof ci) => {
  const key = parsePrivateKey(text);
  if (key === undefined) throw new Error('no key');
  return key;
};
const statement = (more: object = {}) => ({
  repository: 'example.com/web',
  name: NAME,
  issuer: 'ci',
  at: new Date(NOW - DAY).toISOString(),
  until: new Date(NOW + DAY).toISOString(),
  ...more,
});
const seal = (more: object = {}, pair = ci) => sealEntry(statement(more), PAYLOAD, privateKey(pair));
const open = (bytes: Uint8Array, more: Partial<Expected> = {}) =>
  openEntry(bytes, {
    repository: 'example.com/web',
    name: NAME,
    keys: { ci: ci.publicKey },
    now: NOW,
    expires: 30 * DAY,
    ...more,
  });
const why = (bytes: Uint8Array, more: Partial<Expected> = {}) => {
  const opened = open(bytes, more);
  return opened.type === 'believed' ? 'believed' : opened.why;
};

describe('an entry of a shared store', () => {
  it('is believed with what it was signed with', () => {
    const opened = open(seal());
    expect(opened).toMatchObject({ type: 'believed', statement: { issuer: 'ci', bytes: PAYLOAD.length } });
    expect(opened.type === 'believed' && opened.payload.equals(PAYLOAD)).toBe(true);
  });

  it('is believed when it is a part of a larger buffer', () => {
    const bytes = Buffer.concat([Buffer.from('before'), seal(), Buffer.from('after')]);
    expect(why(bytes.subarray(6, -5))).toBe('believed');
  });

  it('is not believed under another name than it was signed for', () => {
    expect(why(seal(), { name: entryName('example.com/web', 'b'.repeat(40)) })).toBe('replayed');
  });

  it('is not believed in another repository', () => {
    expect(why(seal(), { repository: 'example.com/fork' })).toBe('of another repository');
  });

  it('is not believed from somebody whose key is not in the config', () => {
    expect(why(seal(), { keys: {} })).toBe('unknown issuer');
    expect(why(seal({ issuer: 'toString' }))).toBe('unknown issuer');
    expect(why(seal(), { keys: { ci: 'ed25519:broken' } })).toBe('unknown issuer');
    expect(why(seal(), { keys: { nightly: ci.publicKey } })).toBe('unknown issuer');
  });

  it('is not believed from somebody who takes the name of another', () => {
    expect(why(seal({}, other))).toBe('forged');
    expect(why(seal({}, other), { keys: { ci: ci.publicKey, other: other.publicKey } })).toBe('forged');
  });

  it('is not believed once its time is over, by its own word or by ours', () => {
    expect(why(seal({ until: new Date(NOW - 1).toISOString() }))).toBe('expired');
    expect(why(seal(), { now: NOW + DAY })).toBe('believed');
    expect(why(seal(), { now: NOW + DAY + 1 })).toBe('expired');
    const longLived = seal({ until: '2036-01-01T00:00:00.000Z' });
    expect(why(longLived, { expires: DAY })).toBe('believed');
    expect(why(longLived, { expires: DAY - 1 })).toBe('expired');
  });

  it('is not believed before its time, but for clocks that go a little ahead', () => {
    const at = (ahead: number) => seal({ at: new Date(NOW + ahead).toISOString() });
    expect(why(at(5 * 60_000))).toBe('believed');
    expect(why(at(60 * 60_000))).toBe('not yet valid');
  });

  it('says that it was cut short', () => {
    expect(why(seal().subarray(0, -1))).toBe('truncated');
  });

  it('is nothing where it is no entry', () => {
    const lines = seal().toString('latin1').split('\n');
    const form = (first: string, second: string) => Buffer.from(`${first}\n${second}\n${PAYLOAD}`, 'latin1');
    const [first = '', second = ''] = lines;
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('\n\n'),
      Buffer.from('<html>\n<body>\n'),
      form(first.replace('entry 1', 'entry 2'), second),
      form(first.slice(0, -1), second),
      form(first, '[]'),
      form(first, 'null'),
      form(first, `${second.slice(0, -1)},"issuer":"ci"}`),
      form(first, second.replace(/"bytes":\d+/, '"bytes":"1"')),
      form(first, second.replace(/"at":"[^"]+"/, '"at":"soon"')),
      form(first, second.replace(/"until":"[^"]+"/, '"until":"never"')),
    ]) {
      expect(why(bytes), bytes.toString('latin1')).toBe('unreadable');
    }
  });

  it('takes no signature of a text for the signature of another kind of text', () => {
    const line = JSON.stringify({ ...statement(), bytes: PAYLOAD.length });
    const signature = sign(Buffer.concat([Buffer.from(`${line}\n`), PAYLOAD]), privateKey(ci)).toString('base64url');
    expect(why(Buffer.from(`lattice-hooks shared entry 1 ${signature}\n${line}\n${PAYLOAD}`))).toBe('forged');
  });

  it('is not believed with any byte of it changed', () => {
    const sealed = seal();
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ by;
        // Of the last digit of a signature in base64url some bits are nobody's.
        const isSame =
          changed.toString('latin1', 0, 200).replace(/^(\S+ \S+ \S+ \S+ \S{85}).\n/, '$1\n') ===
            sealed.toString('latin1', 0, 200).replace(/^(\S+ \S+ \S+ \S+ \S{85}).\n/, '$1\n') && at < 200;
        return isSame || open(changed).type === 'not believed';
      }),
      { numRuns: 300 },
    );
  });

  it('has a name that tells repositories and keys apart', () => {
    const names = [entryName('a', 'b'), entryName('b', 'a'), entryName('ab', ''), sha256('a')];
    expect(new Set(names).size).toBe(4);
    expect(names.every((name) => /^[0-9a-f]{64}$/.test(name))).toBe(true);
  });
});
