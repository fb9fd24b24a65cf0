import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
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
import { preserveFiles } from '../../src/system/preserve.ts';

describe('preserveFiles', () => {
  let folder: string;
  let root: string;
  let temporary: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lattice-preserve-'));
    root = path.join(folder, 'root');
    temporary = path.join(folder, 'temporary');
    mkdirSync(path.join(root, 'src'), { recursive: true });
    mkdirSync(temporary);
    writeFileSync(path.join(root, 'src/a'), 'before');
    utimesSync(path.join(root, 'src/a'), 1000, 2000);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const at = (name: string) => path.join(root, name);

  it('puts back bytes and times of a file that was rewritten, and leaves no copy', () => {
    const putBack = preserveFiles(root, ['src/a'], temporary);
    writeFileSync(at('src/a'), 'after');
    putBack();

    expect(readFileSync(at('src/a'), 'utf8')).toBe('before');
    expect(statSync(at('src/a')).mtimeMs).toBe(2_000_000);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('does not touch a file that holds what it held', () => {
    const putBack = preserveFiles(root, ['src/a'], temporary);
    utimesSync(at('src/a'), 3000, 3000);
    putBack();

    expect(statSync(at('src/a')).mtimeMs).toBe(3_000_000);
  });

  it('puts back a file that is gone, its folder too', () => {
    const putBack = preserveFiles(root, ['src/a'], temporary);
    rmSync(at('src'), { recursive: true });
    putBack();

    expect(readFileSync(at('src/a'), 'utf8')).toBe('before');
  });

  it('puts back permissions', () => {
    chmodSync(at('src/a'), 0o600);
    const putBack = preserveFiles(root, ['src/a'], temporary);
    chmodSync(at('src/a'), 0o755);
    putBack();

    expect(statSync(at('src/a')).mode & 0o777).toBe(0o600);
  });

  it('does not write through a link that stands in the place of a file', () => {
    writeFileSync(path.join(folder, 'foreign'), 'foreign');
    const putBack = preserveFiles(root, ['src/a'], temporary);
    rmSync(at('src/a'));
    symlinkSync(path.join(folder, 'foreign'), at('src/a'));
    putBack();

    expect(readFileSync(path.join(folder, 'foreign'), 'utf8')).toBe('foreign');
    expect(lstatSync(at('src/a')).isFile()).toBe(true);
    expect(readFileSync(at('src/a'), 'utf8')).toBe('before');
  });

  it('puts a file back where a folder stands in its place', () => {
    const putBack = preserveFiles(root, ['src/a'], temporary);
    rmSync(at('src/a'));
    mkdirSync(at('src/a/b'), { recursive: true });
    putBack();

    expect(readFileSync(at('src/a'), 'utf8')).toBe('before');
  });

  it('keeps names that are not UTF-8 apart', () => {
    const name = 'bad-\udcff';
    writeFileSync(onDisk(root, name), 'before');
    const putBack = preserveFiles(root, [name, 'src/a'], temporary);
    rmSync(onDisk(root, name));
    writeFileSync(at('src/a'), 'after');
    putBack();

    expect(readFileSync(onDisk(root, name), 'utf8')).toBe('before');
    expect(readFileSync(at('src/a'), 'utf8')).toBe('before');
  });

  it('leaves alone what is not there, links, folders, and what would lie below a file', () => {
    symlinkSync('a', at('src/link'));
    const putBack = preserveFiles(root, ['gone', 'src', 'src/link', 'src/a/below'], temporary);
    rmSync(at('src/link'));
    writeFileSync(at('gone'), 'made');
    putBack();

    expect(existsSync(at('src/link'))).toBe(false);
    expect(readFileSync(at('gone'), 'utf8')).toBe('made');
  });

  it('puts back what it can, and says where the rest is', () => {
    writeFileSync(at('b'), 'before');
    const putBack = preserveFiles(root, ['src/a', 'b'], temporary);
    rmSync(at('src'), { recursive: true });
    writeFileSync(at('src'), 'in the way');
    writeFileSync(at('b'), 'after');

    let said: unknown;
    try {
      putBack();
    } catch (error) {
      said = error;
    }
    expect(said).toMatchObject({ code: 'isolation', message: expect.stringContaining('src/a could not be put back') });
    const kept = /src\/a in (\S+)\.$/.exec((said as { readonly hint: string }).hint)?.[1] ?? '';
    expect(readFileSync(kept, 'utf8')).toBe('before');
    expect(readFileSync(at('b'), 'utf8')).toBe('before');
  });
});
