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
import type { FileEntry } from '../../../src/core/files.ts';
import { onDisk } from '../../../src/core/path-bytes.ts';
import { type Addition, make } from '../../../src/git/checkout/additions.ts';
import { expectedOf, sweep } from '../../../src/git/checkout/sweep.ts';
import { isRoot, stateOf } from '../../support/checkout-lab.ts';

describe('sweep', () => {
  let folder: string;
  let directory: string;
  let users: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-sweep-')));
    directory = path.join(folder, 'checkout');
    users = path.join(folder, 'worktree');
    mkdirSync(directory);
    write('worktree/node_modules/lib/index.js');
    write('worktree/vendor/model.bin');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), 'x');
  };
  const at = (name: string) => path.join(directory, name);
  const file: FileEntry = { mode: '100644', id: 'a' };
  const submodule: FileEntry = { mode: '160000', id: 'a' };
  const clean = (files: Readonly<Record<string, FileEntry>>, additions: Readonly<Record<string, Addition>> = {}) =>
    sweep(Buffer.from(directory), expectedOf(new Map(Object.entries(files)), new Map(Object.entries(additions))));
  const link = (target: string): Addition => ({ type: 'link', target });

  it('removes what neither the commit nor an addition accounts for, repositories in folders of the commit included', () => {
    for (const name of ['a', 'src/b', 'src/dist/x', 'new', 'src/.git/HEAD', 'empty/x/y', '.git'])
      write(`checkout/${name}`);
    writeFileSync(onDisk(directory, 'bad-\udcff'), 'x');
    clean({ a: file, 'src/b': file });

    expect(readdirSync(directory).sort()).toEqual(['.git', 'a', 'src']);
    expect(readdirSync(at('src'))).toEqual(['b']);
  });

  it('keeps a file whose name is no UTF-8', () => {
    writeFileSync(onDisk(directory, 'bad-\udcff'), 'x');
    clean({ 'bad-\udcff': file });

    expect(readdirSync(directory)).toHaveLength(1);
  });

  it('never follows a link, wherever it stands and whatever it leads to', () => {
    const before = stateOf(users);
    mkdirSync(at('src'));
    mkdirSync(at('node_modules'));
    symlinkSync(users, at('src/way-out'));
    symlinkSync(users, at('in-place-of-a-folder'));
    symlinkSync(path.join(users, 'node_modules'), at('src/node_modules'));
    symlinkSync(path.join(users, 'node_modules/lib'), at('node_modules/lib'));
    symlinkSync(path.join(users, 'node_modules/lib'), at('node_modules/other'));
    symlinkSync(path.join(users, 'node_modules/lib'), at('node_modules/renamed'));
    symlinkSync(path.join(users, 'vendor'), at('vendor'));
    symlinkSync('nowhere', at('broken'));
    clean(
      { 'src/a': file, 'in-place-of-a-folder/a': file },
      {
        'node_modules/lib': link(path.join(users, 'node_modules/lib')),
        'node_modules/renamed': link(path.join(users, 'node_modules/elsewhere')),
        'node_modules/other/below': link('/nowhere'),
      },
    );

    expect(stateOf(users)).toEqual(before);
    expect(readdirSync(directory).sort()).toEqual(['node_modules', 'src']);
    expect(readdirSync(at('src'))).toEqual([]);
    expect(readdirSync(at('node_modules'))).toEqual(['lib']);
  });

  it('tells which additions stand as they are to be', () => {
    const additions: Record<string, Addition> = {
      'node_modules/right': link('/a'),
      'node_modules/wrong': link('/b'),
      'node_modules/@scope': { type: 'folder' },
      '.venv/pyvenv.cfg': { type: 'file', bytes: Buffer.from('x'), mode: 0o644 },
      '.venv/bin/tool': { type: 'file', bytes: Buffer.from('x'), mode: 0o755 },
      '.venv/bin/edited': { type: 'file', bytes: Buffer.from('x'), mode: 0o755 },
    };
    for (const [name, addition] of Object.entries(additions)) make(at(name), addition);
    rmSync(at('node_modules/wrong'));
    symlinkSync('/else', at('node_modules/wrong'));
    chmodSync(at('.venv/bin/tool'), 0o700);
    writeFileSync(at('.venv/bin/edited'), 'y');
    const standing = clean({}, additions);

    expect(Object.keys(additions).filter((name) => standing.has(additions[name] as Addition))).toEqual([
      'node_modules/right',
      '.venv/pyvenv.cfg',
    ]);
    expect(readdirSync(at('.venv/bin'))).toEqual([]);
    expect(readdirSync(at('node_modules')).sort()).toEqual(['@scope', 'right']);
  });

  it('empties submodules, and removes folders in the place of files', () => {
    for (const name of ['sub/x', 'a/in/the/way', 'b']) write(`checkout/${name}`);
    clean({ sub: submodule, a: file, 'b/c': file });

    expect(readdirSync(directory)).toEqual(['sub']);
    expect(readdirSync(at('sub'))).toEqual([]);
  });

  it('writes nothing where nothing is to be removed', () => {
    write('checkout/a/b');
    make(at('node_modules/lib'), link('/a'));
    const before = stateOf(folder);
    clean({ 'a/b': file }, { 'node_modules/lib': link('/a') });

    expect(stateOf(folder)).toEqual(before);
  });

  it.skipIf(isRoot)('removes what may not be read or written to', () => {
    for (const name of ['closed/x', 'src/a', 'src/new', 'read/a']) write(`checkout/${name}`);
    chmodSync(at('closed'), 0o000);
    chmodSync(at('src'), 0o500);
    chmodSync(at('read'), 0o000);
    clean({ 'src/a': file, 'read/a': file });

    expect(readdirSync(directory)).toEqual(['src']);
    expect(existsSync(at('src/new'))).toBe(false);
    expect(existsSync(at('src/a'))).toBe(true);
  });
});
