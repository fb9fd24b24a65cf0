import { mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasOtherEnds } from '../../src/git/other-ends.ts';
import { haveSameBytes, piecesOf } from '../../src/system/file-pieces.ts';

const MIB = 1024 * 1024;
/** More than Node reads at once. */
const HUGE = 2 * 1024 * MIB + 1;

let folder: string;
const at = (name: string) => path.join(folder, name);

/** Writes a file whose rest are holes: NULs that take no room. */
function write(name: string, start: string, size = start.length): string {
  writeFileSync(at(name), start, 'latin1');
  if (size > start.length) truncateSync(at(name), size);
  return at(name);
}

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-pieces-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the pieces of a file', () => {
  it('part no two bytes that follow each other', () => {
    const file = write('long', `${'a'.repeat(16 * MIB - 1)}\r\n${'b'.repeat(16 * MIB)}`);
    const pieces: [length: number, hasBoth: boolean][] = [];
    for (const piece of piecesOf(file)) pieces.push([piece.length, piece.includes('\r\n')]);
    expect(pieces).toEqual([
      [16 * MIB, false],
      [16 * MIB + 1, true],
      [2, false],
    ]);
    expect([...piecesOf(write('none', ''))].map(String)).toEqual(['']);
  });

  it('tell files of any size apart', () => {
    const one = write('one', 'a', 17 * MIB);
    expect(haveSameBytes(one, write('same', 'a', 17 * MIB))).toBe(true);
    expect(haveSameBytes(one, write('longer', 'a', 17 * MIB + 1))).toBe(false);
    const last = write('last', '\0'.repeat(17 * MIB - 1).concat('z'));
    expect(haveSameBytes(write('zeros', '', 17 * MIB), last)).toBe(false);
    expect(haveSameBytes(write('huge', 'a', HUGE), write('other', 'b', HUGE))).toBe(false);
    symlinkSync('one', at('link'));
    expect(haveSameBytes(one, at('link'))).toBe(true);
    expect(() => haveSameBytes(one, at('nowhere'))).toThrow('ENOENT');
  });

  it('show which ends lines have, in files of any size', () => {
    const ends = (file: string, wanted: 'lf' | 'crlf', mayBeBinary: boolean) =>
      hasOtherEnds(file, { type: 'ends', ends: wanted, mayBeBinary });
    const huge = write('lines', 'a\nb\r\n', HUGE);
    expect([ends(huge, 'crlf', false), ends(huge, 'lf', false), ends(huge, 'lf', true)]).toEqual([true, true, false]);
    // The line feed is the first byte of a piece, and its carriage return the last of the one before.
    const parted = write('parted', `${'a'.repeat(16 * MIB - 1)}\r\n${'b'.repeat(MIB)}`);
    expect([ends(parted, 'crlf', false), ends(parted, 'lf', true)]).toEqual([false, true]);
    const bare = write('bare', `${'a'.repeat(16 * MIB)}\n`);
    expect([ends(bare, 'crlf', true), ends(bare, 'lf', false)]).toEqual([true, false]);
  });
});
