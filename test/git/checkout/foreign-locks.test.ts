import { mkdirSync, mkdtempSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileEntry } from '../../../src/core/files.ts';
import { foreignLocks } from '../../../src/git/checkout/foreign-locks.ts';

describe('foreignLocks', () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-locks-')));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, content: unknown) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const locks = (...paths: readonly string[]) =>
    foreignLocks(
      { worktree: path.join(folder, 'worktree'), checkout: path.join(folder, 'checkout') },
      new Map(paths.map((name): [string, FileEntry] => [name, { mode: '100644', id: 'a' }])),
    ).map((lock) => lock.path);
  const both = (name: string, content: unknown) => {
    write(`worktree/${name}`, content);
    write(`checkout/${name}`, content);
  };

  it.each([
    ['package-lock.json', 'node_modules'],
    ['npm-shrinkwrap.json', 'node_modules'],
    ['pnpm-lock.yaml', 'node_modules'],
    ['yarn.lock', 'node_modules'],
    ['bun.lock', 'node_modules'],
    ['uv.lock', '.venv'],
    ['poetry.lock', '.venv'],
    ['pdm.lock', '.venv'],
    ['Pipfile.lock', '.venv'],
    ['requirements-dev.txt', '.venv'],
  ])('compares %s with the one of the worktree', (name, installed) => {
    both(name, 'one');
    expect(locks(name)).toEqual([]);
    mkdirSync(path.join(folder, 'worktree', installed));
    expect(locks(name)).toEqual([]);

    write(`checkout/${name}`, 'other');
    expect(locks(name)).toEqual([name]);
    rmSync(path.join(folder, 'worktree', name));
    expect(locks(name)).toEqual([name]);
  });

  it('says what installs it', () => {
    write('checkout/services/api/requirements.txt', 'x');
    mkdirSync(path.join(folder, 'worktree/services/api/.venv'), { recursive: true });
    const places = { worktree: path.join(folder, 'worktree'), checkout: path.join(folder, 'checkout') };
    const tree = new Map<string, FileEntry>([['services/api/requirements.txt', { mode: '100644', id: 'a' }]]);

    expect(foreignLocks(places, tree)).toEqual([
      { path: 'services/api/requirements.txt', command: 'pip install -r requirements.txt' },
    ]);
  });

  it('leaves out what nothing is installed beside, and what a commit holds installed', () => {
    write('checkout/fixtures/package-lock.json', 'x');
    write('checkout/node_modules/lib/yarn.lock', 'x');
    mkdirSync(path.join(folder, 'worktree/node_modules/lib/node_modules'), { recursive: true });

    expect(
      locks('fixtures/package-lock.json', 'node_modules/lib/yarn.lock', 'other.lock', 'bad-\udcff/yarn.lock'),
    ).toEqual([]);
  });

  describe('of npm', () => {
    const lib = (version: string) => ({ version, resolved: `https://registry/lib-${version}.tgz` });
    const lock = (packages: unknown) => ({
      lockfileVersion: 3,
      packages: { '': { name: 'shop' }, ...(packages as object) },
    });
    const name = 'package-lock.json';
    const noted = (packages: unknown) => write('worktree/node_modules/.package-lock.json', { packages });

    it.each([
      ['the same packages', { 'node_modules/lib': lib('1') }, []],
      ['another version', { 'node_modules/lib': lib('2') }, [name]],
      ['one more', { 'node_modules/lib': lib('1'), 'node_modules/new': lib('1') }, [name]],
      ['one less', {}, [name]],
      [
        'one more for another system',
        { 'node_modules/lib': lib('1'), 'node_modules/fs': { ...lib('1'), optional: true } },
        [],
      ],
      ['one more for developers', { 'node_modules/lib': lib('1'), 'node_modules/fs': { ...lib('1'), dev: true } }, []],
      ['another version of a package of its own', { 'node_modules/lib': lib('1'), 'packages/a': { version: '2' } }, []],
    ])('is compared with what is installed: %s', (_what, packages, foreign) => {
      write(`checkout/${name}`, lock(packages));
      write(`worktree/${name}`, 'something else');
      noted({ 'node_modules/lib': lib('1'), 'packages/a': { version: '1' } });

      expect(locks(name)).toEqual(foreign);
    });

    it('is not taken for installed where it was only pulled', () => {
      both(name, lock({ 'node_modules/lib': lib('2') }));
      noted({ 'node_modules/lib': lib('1') });
      const at = (file: string, time: number) => utimesSync(path.join(folder, 'worktree', file), time, time);
      at('node_modules/.package-lock.json', 2000);
      at(name, 1000);
      expect(locks(name)).toEqual([]);
      at(name, 3000);
      expect(locks(name)).toEqual([name]);
    });

    it('of an old form is compared with the one of the worktree', () => {
      write(`checkout/${name}`, { dependencies: {} });
      write(`worktree/${name}`, { dependencies: {} });
      noted({ 'node_modules/lib': lib('1') });
      expect(locks(name)).toEqual([]);
      write(`checkout/${name}`, 'half');
      expect(locks(name)).toEqual([name]);
    });
  });

  it('of pnpm is compared with what is installed, too', () => {
    write('checkout/pnpm-lock.yaml', 'one');
    write('worktree/pnpm-lock.yaml', 'two');
    write('worktree/node_modules/.pnpm/lock.yaml', 'one');
    expect(locks('pnpm-lock.yaml')).toEqual([]);
    write('worktree/node_modules/.pnpm/lock.yaml', 'two');
    expect(locks('pnpm-lock.yaml')).toEqual(['pnpm-lock.yaml']);
  });
});
