import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pathReader } from '../../src/work/path-reader.ts';
import { makeWorkLab, type WorkLab } from '../support/work-lab.ts';

let lab: WorkLab;

beforeEach(() => {
  lab = makeWorkLab();
  lab.write({ 'a.ts': '', 'packages/a/b.ts': '', 'back\\slash.ts': '', '..dots.ts': '' });
});
afterEach(() => lab.remove());

const reader = (cwd = '', directory = lab.directory) =>
  pathReader(directory, cwd, new Map([['gone.ts', { mode: '100644', id: '1' }]]));

describe('reading a path of a tool', () => {
  it('knows it absolute and relative to where the tool ran', () => {
    expect(reader()('a.ts')).toBe('a.ts');
    expect(reader()('./packages/../a.ts')).toBe('a.ts');
    expect(reader('packages/a')('b.ts')).toBe('packages/a/b.ts');
    expect(reader('packages/a')('../../a.ts')).toBe('a.ts');
    expect(reader('packages/a')(path.join(lab.directory, 'a.ts'))).toBe('a.ts');
  });

  it('takes every character of a name as it is', () => {
    expect(reader()('back\\slash.ts')).toBe('back\\slash.ts');
    expect(reader()('..dots.ts')).toBe('..dots.ts');
  });

  it('knows files that are checked although they are not on disk', () => {
    expect(reader()('gone.ts')).toBe('gone.ts');
  });

  it('knows them by the way around a link', () => {
    const link = path.join(path.dirname(lab.directory), 'link');
    symlinkSync(lab.directory, link);
    expect(reader('', link)(path.join(lab.directory, 'a.ts'))).toBe('a.ts');
    expect(reader('', link)(path.join(link, 'a.ts'))).toBe('a.ts');
  });

  it('knows nothing of what is no file, or lies outside', () => {
    mkdirSync(path.join(path.dirname(lab.directory), 'repository-b'));
    const outside = ['..', '../logs', '/etc/passwd', '../repository-b', '', '.'];
    const others = ['packages', 'http', '12', 'a.ts\0', 'x'.repeat(5000)];
    const read = reader();
    expect([...outside, ...others].map((name) => read(name)).filter((one) => one !== undefined)).toEqual([]);
  });
});
