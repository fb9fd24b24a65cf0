import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { onDisk } from '../../../src/core/path-bytes.ts';
import { removeEntry, removeTree } from '../../../src/git/checkout/remove-tree.ts';
import { isRoot } from '../../support/checkout-lab.ts';

describe('removeTree', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-remove-')));
    mkdirSync(path.join(folder, 'tree/deep/er'), { recursive: true });
    writeFileSync(path.join(folder, 'tree/deep/er/file'), 'x');
    writeFileSync(path.join(folder, 'mine'), 'x');
    mkdirSync(path.join(folder, 'own'));
    writeFileSync(path.join(folder, 'own/file'), 'x');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const tree = () => path.join(folder, 'tree');

  it('removes a folder with all that is in it, and no more than links to what lies elsewhere', () => {
    symlinkSync('../own', path.join(tree(), 'own'));
    symlinkSync('../mine', path.join(tree(), 'deep/mine'));
    writeFileSync(onDisk(tree(), 'bad-\udcff'), 'x');
    removeTree(tree());

    expect(readdirSync(folder).sort()).toEqual(['mine', 'own']);
    expect(readdirSync(path.join(folder, 'own'))).toEqual(['file']);
  });

  it('removes a file, and a link without what it leads to', () => {
    symlinkSync('own', path.join(folder, 'link'));
    removeTree(path.join(folder, 'link'));
    removeTree(path.join(folder, 'mine'));

    expect(readdirSync(folder).sort()).toEqual(['own', 'tree']);
  });

  it('does nothing where nothing stands', () => {
    removeTree(path.join(folder, 'nothing'));
    removeTree(path.join(folder, 'mine/below'));

    expect(readdirSync(folder)).toHaveLength(3);
  });

  it.skipIf(isRoot)('removes what may be neither entered nor written to', () => {
    chmodSync(path.join(tree(), 'deep/er'), 0o000);
    chmodSync(path.join(tree(), 'deep'), 0o500);
    removeTree(tree());

    expect(existsSync(tree())).toBe(false);
  });

  it.skipIf(isRoot)('removes an entry of a folder that may not be written to, and nothing beside it', () => {
    chmodSync(tree(), 0o500);
    writeFileSync(path.join(folder, 'tree/deep/beside'), 'x');
    removeEntry(path.join(tree(), 'deep'), Buffer.from('er'), true);
    removeEntry(tree(), Buffer.from('deep'), true);

    expect(readdirSync(tree())).toEqual([]);
  });
});
