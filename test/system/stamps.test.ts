import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onDisk } from '../../src/core/path-bytes.ts';
import { isSameMoved, stampAt, stampFiles } from '../../src/system/stamps.ts';

let root: string;
const at = (file: string) => path.join(root, file);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'lattice-stamps-'));
  writeFileSync(at('a'), 'text');
});

afterEach(() => rmSync(root, { recursive: true }));

/** Whether doing this to `a` changes its stamp. */
function changes(act: () => void): boolean {
  const before = stampFiles(root, ['a']).get('a');
  act();
  return stampFiles(root, ['a']).get('a') !== before;
}

describe('the stamp of a file', () => {
  it('stays while nobody writes to it', () => {
    expect(changes(() => readFileSync(at('a')))).toBe(false);
  });

  it('changes with a longer text, other permissions, and a file in its place', () => {
    expect(changes(() => writeFileSync(at('a'), 'longer text'))).toBe(true);
    expect(changes(() => chmodSync(at('a'), 0o600))).toBe(true);
    const replace = () => {
      writeFileSync(at('b'), readFileSync(at('a')));
      renameSync(at('b'), at('a'));
    };
    expect(changes(replace)).toBe(true);
  });

  it('changes with its time, to the last part of a second that the disk keeps', () => {
    utimesSync(at('a'), 1000, 1000);
    expect(changes(() => utimesSync(at('a'), 1000, 1000.000001))).toBe(true);
  });

  it('changes where somebody wrote and turned the time back', () => {
    utimesSync(at('a'), 1000, 1000);
    const { ctimeNs } = statSync(at('a'), { bigint: true });
    const writeUntilLater = () => {
      do {
        writeFileSync(at('a'), 'TEXT');
        utimesSync(at('a'), 1000, 1000);
      } while (statSync(at('a'), { bigint: true }).ctimeNs === ctimeNs);
    };
    expect(changes(writeUntilLater)).toBe(true);
  });

  it('is that of the link itself', () => {
    symlinkSync('nowhere', at('link'));
    const stamp = stampFiles(root, ['link']).get('link');
    writeFileSync(at('nowhere'), 'somewhere');
    expect(stamp).toBeDefined();
    expect(stampFiles(root, ['link']).get('link')).toBe(stamp);
  });

  it('is missing for what is not there, also below a file', () => {
    expect([...stampFiles(root, ['gone', 'a/below', 'gone/below', 'a']).keys()]).toEqual(['a']);
  });

  it('exists for names that are not UTF-8', () => {
    writeFileSync(onDisk(root, 'odd-\udcff'), 'x');
    expect(stampFiles(root, ['odd-\udcff']).size).toBe(1);
  });
});

describe('a file that was moved', () => {
  it('is known again by all but the time of its inode', () => {
    const before = stampAt(at('a')) ?? '';
    renameSync(at('a'), at('b'));
    expect(isSameMoved(before, stampAt(at('b')))).toBe(true);
    writeFileSync(at('b'), 'changed text');
    expect(isSameMoved(before, stampAt(at('b')))).toBe(false);
    expect(isSameMoved(before, stampAt(at('gone')))).toBe(false);
  });
});
