import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flushFiles } from '../../../src/git/isolation/flush-files.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lattice-flush-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('flushing', () => {
  it('takes any number of files, none as well', async () => {
    const files = Array.from({ length: 100 }, (_, index) => path.join(folder, `${index}`));
    for (const file of files) writeFileSync(file, file);
    await flushFiles(files);
    await flushFiles([]);
  });

  it('fails where one of them is not there', async () => {
    writeFileSync(path.join(folder, 'a'), 'a');
    await expect(flushFiles([path.join(folder, 'a'), path.join(folder, 'gone')])).rejects.toThrow(/ENOENT.*gone/);
  });
});
