import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedInstalls } from '../../../src/git/checkout/fixed-installs.ts';

describe('fixedInstalls', () => {
  let folder: string;
  let packages: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-fixed-')));
    packages = path.join(folder, 'checkout/.venv/lib/python3.11/site-packages');
    mkdirSync(packages, { recursive: true });
    mkdirSync(path.join(folder, 'worktree/libs/shop'), { recursive: true });
    mkdirSync(path.join(folder, 'elsewhere'));
    writeFileSync(path.join(folder, 'users-own'), 'x');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const install = (from: string, record: string, editable = true) => {
    const metadata = path.join(packages, 'shop-1.0.dist-info');
    mkdirSync(metadata, { recursive: true });
    const origin = { url: pathToFileURL(path.join(folder, from)).href, dir_info: { editable } };
    writeFileSync(path.join(metadata, 'direct_url.json'), JSON.stringify(origin));
    writeFileSync(path.join(metadata, 'RECORD'), record);
  };
  const link = (name: string) => symlinkSync(path.join(folder, 'users-own'), path.join(packages, name));
  const found = () => fixedInstalls(path.join(folder, 'checkout/.venv'), path.join(folder, 'worktree'));

  it('are those of which no file was written anew', () => {
    link('finder.so');
    link('shop.pth');
    install('worktree/libs/shop', 'finder.so,,\nshop.pth,,\nshop-1.0.dist-info/RECORD,,\n');
    expect(found()).toEqual(['shop']);

    rmSync(path.join(packages, 'shop.pth'));
    writeFileSync(path.join(packages, 'shop.pth'), path.join(folder, 'checkout'));
    expect(found()).toEqual([]);
  });

  it.each<[string, () => void]>([
    ['a project that lies elsewhere', () => install('elsewhere', 'finder.so,,\n')],
    ['a project that is gone', () => install('worktree/gone', 'finder.so,,\n')],
    ['one that was copied', () => install('worktree', 'finder.so,,\n', false)],
    ['one that nothing leads to', () => install('worktree', 'shop-1.0.dist-info/RECORD,,\n../../../bin/shop,,\n')],
    ['a package of a registry', () => mkdirSync(path.join(packages, 'other-1.0.dist-info'))],
  ])('are not %s', (_what, make) => {
    link('finder.so');
    make();

    expect(found()).toEqual([]);
  });
});
