import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { look, lookAt, obstacleOf, parentsOf } from '../../src/git/standing.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-standing-')));
  mkdirSync(`${root}/folder/deep`, { recursive: true });
  writeFileSync(`${root}/folder/deep/file`, 'x');
  symlinkSync('folder', `${root}/link`);
});

afterEach(() => rmSync(root, { recursive: true }));

describe('what stands at a path', () => {
  it('is the link and not what it leads to', () => {
    expect(look(`${root}/link`)?.isSymbolicLink()).toBe(true);
    expect(lookAt(root, 'link')?.isSymbolicLink()).toBe(true);
  });

  it('is nothing below a link or a file', () => {
    expect(lookAt(root, 'folder/deep/file')?.isFile()).toBe(true);
    expect(lookAt(root, 'link/deep/file')).toBeUndefined();
    expect(lookAt(root, 'folder/deep/file/below')).toBeUndefined();
    expect(lookAt(root, 'gone/file')).toBeUndefined();
    expect(look(`${root}/folder/deep/file/below`)).toBeUndefined();
  });

  it('has the outermost thing in its way that is no folder', () => {
    expect(obstacleOf(root, 'link/deep/file')).toBe('link');
    expect(obstacleOf(root, 'folder/deep/file/below')).toBe('folder/deep/file');
    expect(obstacleOf(root, 'folder/deep/file')).toBeUndefined();
    expect(obstacleOf(root, 'folder/gone/file')).toBeUndefined();
  });

  it('stands in folders, the outermost first', () => {
    expect(parentsOf('a/b/c')).toEqual(['a', 'a/b']);
    expect(parentsOf('a')).toEqual([]);
  });

  it('cannot be told where the disk refuses to say', () => {
    expect(() => look(`${root}/${'x'.repeat(300)}`)).toThrow(/ENAMETOOLONG/);
  });
});
