import { describe, expect, it } from 'vitest';
import type { Sight } from '../../../src/core/look.ts';
import { guardOf, isHeld } from '../../../src/core/memory/guard.ts';

/** Milliseconds at which the notes begin. */
const SINCE = 1_700_000_000_000;
const sight = (stamp: string, changedAt: bigint): Sight => ({
  isFile: true,
  isFolder: false,
  size: 1,
  stamp,
  changedAt,
});
const old = sight('1-1-81a4-1.5-1.5', 1_000_000_001_500_001n);

function notes(
  seen: Readonly<Record<string, Sight | undefined>>,
  asked: Readonly<Record<string, string | undefined>> = {},
  isSure = true,
) {
  return { seen: new Map(Object.entries(seen)), asked: new Map(Object.entries(asked)), isSure, since: SINCE };
}

describe('guardOf', () => {
  it('holds what was there and what was not', () => {
    expect(guardOf(notes({ '/a': old, '/b': undefined }, { HOME: '/root', CI: undefined }))).toEqual({
      paths: { '/a': old.stamp, '/b': null },
      variables: { HOME: '/root', CI: null },
    });
  });

  it('is none where notes are missing', () => {
    expect(guardOf(notes({ '/a': old }, {}, false))).toBeUndefined();
  });

  it.each([
    ['within a tick of its clock', BigInt(SINCE) * 1_000_000n - 49_000_001n, false],
    ['before that', BigInt(SINCE) * 1_000_000n - 50_000_001n, true],
    ['after the notes were begun', BigInt(SINCE) * 1_000_000n + 1n, false],
    ['two seconds earlier, by a clock that knows no fractions', BigInt(SINCE) * 1_000_000n - 2_000_000_000n, false],
    ['three seconds earlier, by such a clock', BigInt(SINCE) * 1_000_000n - 3_000_000_000n, true],
  ])('for a file that changed %s', (_, changedAt, isThere) => {
    expect(guardOf(notes({ '/a': sight('s', changedAt) })) !== undefined).toBe(isThere);
  });

  it.each([
    ['lower', undefined],
    ['A.B', undefined],
    ['UID', '0'],
    ['BASH_VERSION', undefined],
    ['PWD', '/'],
    ['PATH', '/bin\n/sbin'],
    ['PATH', '/bin '],
  ])('is none where sh cannot ask for %s as it is', (name, value) => {
    expect(guardOf(notes({ '/a': old }, { [name]: value }))).toBeUndefined();
  });

  it.each([
    ['TOKEN', 'abc123'],
    ['DATABASE_URL', 'postgres://user:secret@host'],
    ['GIT_CONFIG_PARAMETERS', "'http.extraheader'='Authorization: x'"],
  ])('keeps no value of %s, which could be a secret', (name, value) => {
    expect(guardOf(notes({ '/a': old }, { [name]: value }))).toBeUndefined();
    expect(guardOf(notes({ '/a': old }, { [name]: undefined }))).toBeDefined();
  });

  it('keeps the value of a switch', () => {
    expect(guardOf(notes({ '/a': old }, { CI: 'true', NODE_ENV: 'test' }))?.variables).toEqual({
      CI: 'true',
      NODE_ENV: 'test',
    });
  });
});

describe('isHeld', () => {
  const guard = { paths: { '/a': 'one', '/b': null, '/c': 'three' }, variables: { CI: null, HOME: '/root' } };
  const is = (stamp: string) => sight(stamp, 1n);

  it('while all that was seen is as the guard has it', () => {
    expect(isHeld(guard, notes({ '/a': is('one'), '/b': undefined }, { CI: undefined, HOME: '/root' }))).toBe(true);
  });

  it.each([
    ['another stamp', notes({ '/a': is('two') })],
    ['a file that was not there', notes({ '/b': is('two') })],
    ['a file that is gone', notes({ '/c': undefined })],
    ['a path that it does not know', notes({ '/d': undefined })],
    ['a variable that was not set', notes({}, { CI: '1' })],
    ['another value', notes({}, { HOME: '/home' })],
    ['a variable that it does not know', notes({}, { MODE: undefined })],
    ['a name of an object', notes({ constructor: undefined })],
    ['notes that are not all', notes({ '/a': is('one') }, {}, false)],
  ])('not with %s', (_, seen) => {
    expect(isHeld(guard, seen)).toBe(false);
  });
});
