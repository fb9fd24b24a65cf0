import { describe, expect, it } from 'vitest';
import type { Sight } from '../../../src/core/look.ts';
import { FOLDER, type Guard, guardOf, isHeld, type Seen } from '../../../src/core/memory/guard.ts';

/** Milliseconds at which the notes begin. */
const SINCE = 1_700_000_000_000;
const sight = (stamp: string, changedAt: bigint): Sight => ({
  isFile: true,
  isFolder: false,
  size: 1,
  stamp,
  changedAt,
});
const folder = (stamp: string, changedAt = 1n): Sight => ({
  ...sight(stamp, changedAt),
  isFile: false,
  isFolder: true,
});
const old = sight('1-1-81a4-1.5-1.5', 1_000_000_001_500_001n);

function notes(
  seen: Readonly<Record<string, Sight | undefined>>,
  asked: Readonly<Record<string, string | undefined>> = {},
  more: Partial<Seen> = {},
): Seen {
  const none = { listed: new Map(), led: new Map() };
  const own = {
    seen: new Map(Object.entries(seen)),
    asked: new Map(Object.entries(asked)),
    isSure: true,
    since: SINCE,
  };
  return { ...own, ...none, ...more };
}

/** A folder that was looked through. */
function listing(path: string, names: readonly string[], is = folder('f')): Pick<Seen, 'listed'> {
  return { listed: new Map([[path, { sight: is, names }]]) };
}

const MANY = Array.from({ length: 200 }, (_, index) => `${index}`);

describe('guardOf', () => {
  it('holds what was there and what was not', () => {
    expect(guardOf(notes({ '/a': old, '/b': undefined }, { HOME: '/root', CI: undefined }))).toEqual({
      paths: { '/a': old.stamp, '/b': null },
      listings: {},
      places: {},
      variables: { HOME: '/root', CI: null },
    });
  });

  it('is none where notes are missing', () => {
    expect(guardOf(notes({ '/a': old }, {}, { isSure: false }))).toBeUndefined();
  });

  it('has of folders that they are some, their names, and where they are', () => {
    const led = new Map([['/link', '/folder']]);
    const seen = notes(
      { '/f': folder('young', BigInt(SINCE) * 1_000_000n) },
      {},
      { ...listing('/f', ['b', 'a']), led },
    );
    expect(guardOf(seen)).toMatchObject({
      paths: { '/f': FOLDER },
      listings: { '/f': 'a/b/' },
      places: { '/link': '/folder' },
    });
    expect(guardOf(notes({}, {}, listing('/f', [])))).toMatchObject({ listings: { '/f': '' } });
  });

  it.each([
    ['too many names', MANY],
    ['a name that is no text', ['caf\uFFFD']],
    ['a name of two lines', ['new\nline']],
  ])('has the stamp of a folder of %s, which has to be as old as that of a file', (_, names) => {
    expect(guardOf(notes({}, {}, listing('/f', names)))).toMatchObject({ listings: { '/f': 'f' } });
    expect(guardOf(notes({}, {}, listing('/f', names, folder('f', BigInt(SINCE) * 1_000_000n))))).toBeUndefined();
  });

  it('is none where sh could not read the name of a place', () => {
    expect(guardOf(notes({}, {}, { led: new Map([['/link', '/new\nline']]) }))).toBeUndefined();
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
  const guard: Guard = {
    paths: { '/a': 'one', '/b': null, '/c': 'three', '/f': FOLDER },
    listings: { '/f': 'a/b/', '/many': 'stamp' },
    places: { '/link': '/f' },
    variables: { CI: null, HOME: '/root' },
  };
  const is = (stamp: string) => sight(stamp, 1n);

  it('while all that was seen is as the guard has it', () => {
    const seen = { '/a': is('one'), '/b': undefined, '/f': folder('another') };
    const asked = { CI: undefined, HOME: '/root' };
    const led = new Map([['/link', '/f']]);
    expect(isHeld(guard, notes(seen, asked, { ...listing('/f', ['b', 'a'], folder('another')), led }))).toBe(true);
    expect(isHeld(guard, notes(seen, asked, listing('/many', MANY, folder('stamp'))))).toBe(true);
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
    ['notes that are not all', notes({ '/a': is('one') }, {}, { isSure: false })],
    ['a file in place of a folder', notes({ '/f': is('one') })],
    ['a folder in place of a file', notes({ '/a': folder('one') })],
    ['a name more', notes({}, {}, listing('/f', ['a', 'b', 'c']))],
    ['a name less', notes({}, {}, listing('/f', ['a']))],
    ['another stamp of a folder of too many names', notes({}, {}, listing('/many', MANY))],
    ['a folder that it has not looked through', notes({}, {}, listing('/c', ['a', 'b']))],
    ['a folder that is elsewhere', notes({}, {}, { led: new Map([['/link', '/g']]) })],
    ['a place that it does not know', notes({}, {}, { led: new Map([['/f', '/f']]) })],
  ])('not with %s', (_, seen) => {
    expect(isHeld(guard, seen)).toBe(false);
  });
});
