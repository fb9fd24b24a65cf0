import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keep, keptFolder, readKept } from '../../src/config/kept.ts';
import { pruneKept } from '../../src/config/prune-kept.ts';

describe('pruneKept', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lattice-prune-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const keepOne = (name: string) => {
    const file = path.join(folder, `${name}.lattice-hooksrc.json`);
    writeFileSync(file, '{}');
    const keeping = { commonDir: folder, folder: path.join(folder, name), product: '1' };
    keep(keeping, { file, tiers: [] }, { sources: [], packages: [], local: undefined });
    return file;
  };

  it('forgets configs whose file is gone, and those that cannot be read', () => {
    keepOne('here');
    rmSync(keepOne('gone'));
    writeFileSync(path.join(keptFolder(folder), 'damaged.json'), 'damaged');
    expect(readdirSync(keptFolder(folder))).toHaveLength(3);
    expect(pruneKept(folder)).toBeGreaterThan('damaged'.length);
    expect(readdirSync(keptFolder(folder))).toHaveLength(1);
    expect(pruneKept(folder)).toBe(0);
  });

  it('has nothing to do where nothing was kept', () => {
    expect(pruneKept(folder)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what is of use', () => {
    const file = path.join(folder, '.lattice-hooksrc.json');
    writeFileSync(file, '{}');
    const keeping = { commonDir: folder, folder, product: '1' };
    keep(keeping, { file, tiers: [] }, { sources: [], packages: [], local: undefined });
    pruneKept(folder);
    expect(readKept(keeping)?.file).toBe(file);
  });
});
