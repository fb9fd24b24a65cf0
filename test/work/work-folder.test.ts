import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workFolder } from '../../src/work/work-folder.ts';

let temporary: string;
beforeEach(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'lattice-work-folder-'));
});
afterEach(() => rmSync(temporary, { recursive: true }));

describe('the folder of a piece of work', () => {
  it('is not made before somebody asks for it', () => {
    workFolder(path.join(temporary, 'no/such/folder')).remove();
    const { remove } = workFolder(temporary);
    expect(readdirSync(temporary)).toEqual([]);
    remove();
  });

  it.each(['own', 'scratch'] as const)('is one, and private, whoever asks first: %s', (first) => {
    const folder = workFolder(temporary);
    folder[first]();
    expect(folder.scratch()).toBe(path.join(folder.own(), 'scratch'));
    expect(readdirSync(temporary)).toEqual([path.basename(folder.own())]);
    expect(statSync(folder.own()).mode & 0o777).toBe(0o700);
    expect(readdirSync(folder.scratch())).toEqual([]);
    folder.remove();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('goes with all that was left in it', () => {
    const folder = workFolder(temporary);
    for (const place of [folder.own(), folder.scratch()]) writeFileSync(path.join(place, 'left'), '');
    folder.remove();
    expect(readdirSync(temporary)).toEqual([]);
  });
});
