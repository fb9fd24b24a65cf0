import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pythonLauncher } from '../../../src/system/processes/python-launcher.ts';
import {
  findProgram,
  foldersToRoot,
  isFolder,
  pythonEnvironment,
  type Surroundings,
  searchPath,
} from '../../../src/system/processes/search-path.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(path.join(tmpdir(), 'lattice-search-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (...names: readonly string[]) => path.join(root, ...names);

function around(cwd: string, env: Surroundings['env'] = {}): Surroundings {
  return { cwd: at(cwd), root, env, node: '/opt/node/bin/node' };
}

function executable(...names: readonly string[]): string {
  mkdirSync(path.dirname(at(...names)), { recursive: true });
  writeFileSync(at(...names), '#!/bin/sh\n', { mode: 0o755 });
  return at(...names);
}

describe('searchPath', () => {
  it('puts the packages of the task first, then those of the root, Python, Node and PATH', () => {
    mkdirSync(at('.venv'));
    const surroundings = around('packages/a', { PATH: '/usr/local/bin:/usr/bin' });
    expect(searchPath(surroundings)).toEqual([
      at('packages/a/node_modules/.bin'),
      at('packages/node_modules/.bin'),
      at('node_modules/.bin'),
      at('.venv/bin'),
      '/opt/node/bin',
      '/usr/local/bin',
      '/usr/bin',
    ]);
  });

  it('leaves out entries of PATH that lead somewhere else from every folder', () => {
    expect(searchPath(around('', { PATH: ':.:bin:./bin::/usr/bin:..' })).slice(2)).toEqual(['/usr/bin']);
    expect(searchPath(around(''))).toEqual([at('node_modules/.bin'), '/opt/node/bin']);
  });
});

describe('foldersToRoot', () => {
  it('goes up to the root and not beyond', () => {
    expect(foldersToRoot({ cwd: '/r/a/b', root: '/r' })).toEqual(['/r/a/b', '/r/a', '/r']);
    expect(foldersToRoot({ cwd: '/r', root: '/r' })).toEqual(['/r']);
    expect(foldersToRoot({ cwd: '/r/..a', root: '/r' })).toEqual(['/r/..a', '/r']);
    expect(foldersToRoot({ cwd: '/a', root: '/' })).toEqual(['/a', '/']);
  });

  it('is the root alone when the folder lies elsewhere', () => {
    expect(foldersToRoot({ cwd: '/root-b/c', root: '/root' })).toEqual(['/root']);
    expect(foldersToRoot({ cwd: '/', root: '/root' })).toEqual(['/root']);
  });
});

describe('pythonEnvironment', () => {
  it('is the nearest .venv, then the active one', () => {
    const active = { VIRTUAL_ENV: at('active') };
    mkdirSync(at('active'));
    expect(pythonEnvironment(around('packages/a', active))).toBe(at('active'));
    mkdirSync(at('.venv'));
    expect(pythonEnvironment(around('packages/a', active))).toBe(at('.venv'));
    mkdirSync(at('packages/a/.venv'), { recursive: true });
    expect(pythonEnvironment(around('packages/a', active))).toBe(at('packages/a/.venv'));
    expect(pythonEnvironment(around('packages/b', active))).toBe(at('.venv'));
  });

  it('is not what is no folder, or is relative', () => {
    writeFileSync(at('.venv'), '/somewhere');
    expect(pythonEnvironment(around(''))).toBeUndefined();
    expect(pythonEnvironment(around('', { VIRTUAL_ENV: '' }))).toBeUndefined();
    expect(pythonEnvironment(around('', { VIRTUAL_ENV: at('gone') }))).toBeUndefined();
    expect(pythonEnvironment(around('', { VIRTUAL_ENV: path.relative(process.cwd(), root) }))).toBeUndefined();
  });
});

describe('findProgram', () => {
  it('finds the first executable of that name', () => {
    executable('elsewhere', 'tool');
    const env = { PATH: at('elsewhere') };
    expect(findProgram('tool', around('packages/a', env))).toBe(at('elsewhere/tool'));
    executable('node_modules/.bin/tool');
    expect(findProgram('tool', around('packages/a', env))).toBe(at('node_modules/.bin/tool'));
    executable('packages/a/node_modules/.bin/tool');
    expect(findProgram('tool', around('packages/a', env))).toBe(at('packages/a/node_modules/.bin/tool'));
  });

  it('passes over folders and what may not be run', () => {
    executable('elsewhere', 'tool');
    mkdirSync(at('node_modules/.bin/tool'), { recursive: true });
    expect(findProgram('tool', around('', { PATH: at('elsewhere') }))).toBe(at('elsewhere/tool'));
    chmodSync(at('elsewhere/tool'), 0o644);
    expect(findProgram('tool', around('', { PATH: at('elsewhere') }))).toBeUndefined();
    expect(findProgram('', around('', { PATH: at('elsewhere') }))).toBeUndefined();
  });

  it('names a link and not what it leads to, as a Python environment is told by the way to its interpreter', () => {
    executable('real', 'python3.11');
    mkdirSync(at('.venv/bin'), { recursive: true });
    symlinkSync(at('real/python3.11'), at('.venv/bin/python'));
    expect(findProgram('python', around(''))).toBe(at('.venv/bin/python'));
    expect(findProgram('.venv/bin/python', around(''))).toBe(at('.venv/bin/python'));
  });

  it('takes a name with a slash from the directory, and never from PATH', () => {
    executable('packages/a/bin/tool');
    const env = { PATH: at('packages/a') };
    expect(findProgram('bin/tool', around('packages/a', env))).toBe(at('packages/a/bin/tool'));
    expect(findProgram('./bin/tool', around('', env))).toBeUndefined();
    expect(findProgram(at('packages/a/bin/tool'), around('', env))).toBe(at('packages/a/bin/tool'));
  });
});

describe('isFolder', () => {
  it('is true for folders and for links to them', () => {
    mkdirSync(at('folder'));
    symlinkSync(at('folder'), at('link'));
    writeFileSync(at('file'), '');
    expect([isFolder(at('folder')), isFolder(at('link'))]).toEqual([true, true]);
    expect([isFolder(at('file')), isFolder(at('file/below')), isFolder(at('gone'))]).toEqual([false, false, false]);
  });
});

describe('pythonLauncher', () => {
  it.each([
    ['uv.lock', 'uv', ['uv', 'run']],
    ['poetry.lock', 'poetry', ['poetry', 'run']],
  ])('starts through the manager of %s where it is installed', (lock, program, words) => {
    mkdirSync(at('packages/a'), { recursive: true });
    writeFileSync(at(lock), '');
    const surroundings = around('packages/a', { PATH: at('bin') });
    expect(pythonLauncher(surroundings)).toEqual([]);
    executable('bin', program);
    expect(pythonLauncher(surroundings)).toEqual(words);
  });

  it('goes by the nearest lock file, and needs one', () => {
    executable('bin/uv');
    executable('bin/poetry');
    const surroundings = around('packages/a', { PATH: at('bin') });
    expect(pythonLauncher(surroundings)).toEqual([]);
    writeFileSync(at('uv.lock'), '');
    mkdirSync(at('packages/a'), { recursive: true });
    writeFileSync(at('packages/a/poetry.lock'), '');
    expect(pythonLauncher(surroundings)).toEqual(['poetry', 'run']);
    rmSync(at('bin/poetry'));
    expect(pythonLauncher(surroundings)).toEqual(['uv', 'run']);
  });
});
