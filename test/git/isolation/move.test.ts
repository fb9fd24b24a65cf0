import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onDisk } from '../../../src/core/path-bytes.ts';
import { compareFiles, copy, flushAll, makeFolderOf, moveToFree, remove } from '../../../src/git/isolation/move.ts';
import { pictureOf } from '../../support/picture.ts';

let root: string;
const at = (file: string) => path.join(root, file);

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-move-')));
});

afterEach(() => rmSync(root, { recursive: true }));

describe('what is moved to a free place', () => {
  it('is there, and replaces nothing that has come there first', () => {
    writeFileSync(at('from'), 'kept');
    writeFileSync(at('to'), 'saved');
    expect(moveToFree(at('from'), at('to'))).toBe(false);
    expect(pictureOf(root)).toMatchObject({
      from: expect.stringMatching(/kept$/),
      to: expect.stringMatching(/saved$/),
    });
    rmSync(at('to'));
    expect(moveToFree(at('from'), at('to'))).toBe(true);
    expect(Object.keys(pictureOf(root))).toEqual(['to']);
  });

  it('may be a link that leads nowhere, or a folder', () => {
    symlinkSync('nowhere', at('link'));
    mkdirSync(at('folder'));
    expect([moveToFree(at('link'), at('link 2')), moveToFree(at('folder'), at('folder 2'))]).toEqual([true, true]);
    expect(pictureOf(root)).toEqual({ 'folder 2': expect.stringMatching(/^folder/), 'link 2': 'link to nowhere' });
  });
});

describe('a copy', () => {
  it('is as the original: bytes, names, links, permissions and times', () => {
    mkdirSync(at('from/deep'), { recursive: true });
    writeFileSync(at('from/deep/private'), Buffer.from([0, 255]));
    writeFileSync(onDisk(at('from'), 'odd-\udcff\n'), 'odd');
    symlinkSync('../../outside', at('from/deep/link'));
    chmodSync(at('from/deep/private'), 0o600);
    utimesSync(at('from/deep/private'), 1_700_000_000.123456, 1_700_000_000.654321);
    chmodSync(at('from/deep'), 0o777);
    chmodSync(at('from'), 0o750);
    copy(at('from'), at('to'));
    flushAll(at('to'));
    expect(pictureOf(at('to'))).toEqual(pictureOf(at('from')));
    expect(statSync(at('to/deep/private')).mtimeMs).toBeCloseTo(1_700_000_000_654.321, 1);
  });

  it('overwrites nothing', () => {
    writeFileSync(at('a'), 'a');
    writeFileSync(at('b'), 'b');
    expect(() => copy(at('a'), at('b'))).toThrow(/EEXIST/);
  });

  it('cannot be made of what is no file, nor of nothing', () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(() => copy(at('pipe'), at('to'))).toThrow(/neither a file nor a link nor a folder/);
    expect(() => copy(at('gone'), at('to'))).toThrow(/is gone/);
  });
});

describe('two files', () => {
  it('are compared by bytes, permissions and time', () => {
    writeFileSync(at('a'), 'text');
    copy(at('a'), at('b'));
    expect(compareFiles(at('a'), at('b'))).toBe('same');
    utimesSync(at('b'), 1, 1);
    expect(compareFiles(at('a'), at('b'))).toBe('other-time');
    chmodSync(at('b'), 0o600);
    expect(compareFiles(at('a'), at('b'))).toBe('other');
    writeFileSync(at('c'), 'TEXT');
    expect(compareFiles(at('a'), at('c'))).toBe('other');
    symlinkSync('a', at('link'));
    expect(compareFiles(at('a'), at('link'))).toBe('other');
    expect(compareFiles(at('a'), at('gone'))).toBe('other');
  });
});

it('makes the folder of a name that is not UTF-8', () => {
  const file = onDisk(root, 'f-\udcff/deep/file');
  makeFolderOf(file);
  writeFileSync(file, 'x');
  makeFolderOf(at('plain/file'));
  expect(Object.keys(pictureOf(root))).toEqual(['f-\udcff', 'f-\udcff/deep', 'f-\udcff/deep/file', 'plain']);
});

it('removes a file, a link and not what it leads to, and a folder with all that is in it', () => {
  mkdirSync(at('folder/deep'), { recursive: true });
  writeFileSync(at('folder/deep/file'), 'x');
  writeFileSync(at('file'), 'x');
  writeFileSync(at('stays'), 'x');
  symlinkSync('stays', at('link'));
  for (const name of ['folder', 'file', 'link']) remove(at(name));
  expect(Object.keys(pictureOf(root))).toEqual(['stays']);
});
