import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { epochOf, startEpoch } from '../../../src/run/memory/epochs.ts';
import { DISK } from '../../../src/system/disk.ts';
import { Witness } from '../../../src/system/witness.ts';
import { makeTask } from '../../support/work-lab.ts';

const LINT = makeTask({ name: 'lint', check: [['eslint']] });

describe('the epoch of a task', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lattice-epochs-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const stores = () => ['own', 'elsewhere'].map((name) => path.join(folder, name));
  const epoch = (task = LINT) => epochOf(task, stores(), DISK);
  const files = () => {
    const epochs = path.join(folder, 'own', 'epochs');
    return readdirSync(epochs).map((name) => path.join(epochs, name));
  };

  it('is none until one begins, and looking for it makes nothing', () => {
    expect(epoch()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is another one each time that one begins', () => {
    const epochs = [1, 2, 3].map(() => {
      startEpoch(LINT, stores());
      return epoch();
    });
    expect(new Set([undefined, ...epochs]).size).toBe(4);
    expect(epoch()).toBe(epochs[2]);
    expect(files()).toHaveLength(1);
  });

  it('is noted elsewhere where the store of the repository cannot be written to, and read there', () => {
    writeFileSync(path.join(folder, 'own'), 'a file');
    startEpoch(LINT, stores());
    expect(epoch()).toBeDefined();
    writeFileSync(path.join(folder, 'another'), 'a file');
    expect(() => startEpoch(LINT, [path.join(folder, 'another')])).toThrow('another');
  });

  it('is its own: of what it does, and not of how it is called', () => {
    startEpoch(LINT, stores());
    expect(epoch({ ...LINT, check: [['eslint', '--quiet']] })).toBeUndefined();
    expect(epoch({ ...LINT, name: 'other', tier: 'other' })).toBe(epoch());
  });

  it('is seen by whoever notes what verdicts rest on, each time that one begins', () => {
    const seen = [0, 1, 2].map((count) => {
      if (count > 0) startEpoch(LINT, stores());
      const witness = new Witness(0);
      epochOf(LINT, stores(), witness);
      return witness.seen.get(path.join(folder, 'own', 'epochs'))?.stamp;
    });
    expect(new Set(seen).size).toBe(3);
    expect(seen[0]).toBeUndefined();
  });

  it.each([
    ['emptied', (file: string) => truncateSync(file, 0)],
    ['cut short', (file: string) => truncateSync(file, 10)],
    ['overwritten', (file: string) => writeFileSync(file, Buffer.from([0, 255]))],
  ])('is yet another one when its file was %s: what was forgotten does not come back', (_, harm) => {
    startEpoch(LINT, stores());
    const before = epoch();
    for (const file of files()) harm(file);
    expect([undefined, before]).not.toContain(epoch());
  });
});
