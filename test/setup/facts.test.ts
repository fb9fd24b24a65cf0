import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commitTitles } from '../../src/setup/commit-titles.ts';
import { gatherFacts, projectFolder } from '../../src/setup/facts.ts';
import { listFiles, unignoredFolders } from '../../src/setup/list-files.ts';
import { packageLink, schemaReference } from '../../src/setup/package-link.ts';
import { makeRepository, type TestRepository } from '../support/repository.ts';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});

afterEach(() => repository.remove());

async function factsIn(folder = '', env: Readonly<Record<string, string>> = {}) {
  const cwd = path.join(repository.root, folder);
  const files = await listFiles({ cwd, env: repository.env });
  return gatherFacts({ cwd, root: repository.root, env, node: process.execPath }, files, []);
}

describe('what was committed', () => {
  it('is said by first lines, without merges, and by none where nothing was', async () => {
    expect(await commitTitles(repository.place)).toEqual([]);
    repository.commit({ a: '1' }, 'feat: one\n\nbody');
    repository.git('checkout', '--quiet', '-b', 'side');
    repository.commit({ b: '1' }, 'fix: two');
    repository.git('checkout', '--quiet', 'main');
    repository.git('merge', '--quiet', '--no-ff', '-m', 'Merge it', 'side');
    expect([...(await commitTitles(repository.place))].sort()).toEqual(['feat: one', 'fix: two']);
  });
});

describe('the files of a repository', () => {
  it('are tracked ones and new ones, without those that are ignored or gone', async () => {
    repository.commit({ kept: '', gone: '', '.gitignore': 'ignored\n', 'sub/with\nbreak': '' });
    repository.git('rm', '--quiet', '--cached', 'kept');
    repository.write('new');
    repository.write('ignored');
    rmSync(path.join(repository.root, 'gone'));
    expect([...(await listFiles(repository.place))].sort()).toEqual(['.gitignore', 'kept', 'new', 'sub/with\nbreak']);
  });

  it('are none that is installed, also where git does not ignore it', async () => {
    repository.commit({ 'pkg/node_modules/held.js': '' });
    for (const file of ['node_modules/a/index.js', 'pkg/.venv/lib/a.py', 'pkg/node_modules/b.js'])
      repository.write(file);
    expect([...(await listFiles(repository.place))]).toEqual(['pkg/node_modules/held.js']);
    expect(await unignoredFolders(repository.place)).toEqual(['node_modules', 'pkg/.venv']);
    repository.write('.gitignore', 'node_modules\n');
    repository.write('pkg/.venv/.gitignore', '*\n');
    expect(await unignoredFolders(repository.place)).toEqual([]);
  });

  it('are named as seen from the folder that it is about', async () => {
    repository.commit({ 'packages/a/x': '', y: '' });
    const place = { ...repository.place, cwd: path.join(repository.root, 'packages/a') };
    expect([...(await listFiles(place))]).toEqual(['x']);
  });
});

describe('the packages of a repository', () => {
  it('are those that package.json asks for, of the folder and of those above', async () => {
    repository.write('package.json', '{ "devDependencies": { "eslint": "1" }, "name": "jest" }');
    repository.write(
      'packages/a/package.json',
      '{ "dependencies": { "vitest": "1" }, "peerDependencies": { "x": "1" } }',
    );
    expect((await factsIn('packages/a')).nodePackages).toEqual(new Set(['vitest', 'x', 'eslint']));
    expect((await factsIn()).nodePackages).toEqual(new Set(['eslint']));
  });

  it.each(['[]', '{ "devDependencies": [] }', '{ "devDependencies": null }', '1'])('are none in %s', async (text) => {
    repository.write('package.json', text);
    expect((await factsIn()).nodePackages).toEqual(new Set());
  });

  it('are told to be unknown where package.json is no JSON', async () => {
    repository.write('package.json', '{');
    await expect(factsIn()).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('package.json:1'),
    });
  });

  it('are those of pyproject.toml, of requirements files, and of the environment', async () => {
    repository.write('pyproject.toml', '[dependency-groups]\ndev = ["Ruff"]\n');
    repository.write('requirements-dev.txt', 'black\n');
    repository.write('requirements/test.in', 'pytest\n');
    repository.write('docs/notes.txt', 'bandit\n');
    repository.write('.gitignore', '.venv\n');
    repository.write('.venv/lib/python3.11/site-packages/mypy-1.0.dist-info/METADATA');
    expect((await factsIn()).pythonPackages).toEqual(new Set(['ruff', 'black', 'pytest', 'mypy']));
  });

  it('are not those of an environment that happens to be active where there is no Python', async () => {
    repository.write('../elsewhere/lib/python3.11/site-packages/black-1.0.dist-info/METADATA');
    const env = { VIRTUAL_ENV: path.join(repository.folder, 'elsewhere') };
    repository.write('a.ts');
    expect((await factsIn('', env)).pythonPackages).toEqual(new Set());
    repository.write('a.py');
    expect((await factsIn('', env)).pythonPackages).toEqual(new Set(['black']));
  });
});

it('reads regular files of the repository and nothing else', async () => {
  repository.write('real', 'text');
  repository.write('../outside', 'secret');
  for (const [name, target] of [
    ['link', 'real'],
    ['out', '../outside'],
    ['endless', '/dev/zero'],
    ['loop', 'loop'],
  ] as const) {
    symlinkSync(target, path.join(repository.root, name));
  }
  mkdirSync(path.join(repository.root, 'folder'));
  const { read } = await factsIn();
  execFileSync('sh', ['-c', 'mkfifo pipe'], { cwd: repository.root });
  const names = ['pipe', 'real', 'link', 'out', 'endless', 'loop', 'folder', 'missing', '../outside'];
  expect(names.map((name) => read(name))).toEqual([undefined, 'text', 'text', ...Array(6).fill(undefined)]);
});

it('takes the nearest project for what a config is about, and else the repository', () => {
  repository.write('packages/a/package.json');
  repository.write('packages/a/src/x');
  repository.write('python/pyproject.toml');
  repository.write('docs/x');
  const folders = ['packages/a/src', 'packages/a', 'python', 'docs', 'packages', ''];
  const found = folders.map((folder) =>
    path.relative(repository.root, projectFolder(path.join(repository.root, folder), repository.root)),
  );
  expect(found).toEqual(['packages/a', 'packages/a', 'python', '', '', '']);
});

describe('the way to the package', () => {
  const at = (...names: readonly string[]) => path.join(repository.root, ...names);
  const store = 'node_modules/.store/lattice-hooks@1/node_modules/lattice-hooks';

  beforeEach(() => {
    repository.write(`${store}/schema.json`);
    mkdirSync(at('packages/a/node_modules'), { recursive: true });
    symlinkSync(at(store), at('packages/a/node_modules/lattice-hooks'));
  });

  it('is the link that stays when the version changes', () => {
    expect(packageLink(at('packages/a'), repository.root, at(store))).toBe('packages/a/node_modules/lattice-hooks');
    expect(packageLink(at('packages'), repository.root, at(store))).toBe(store);
  });

  it('is the top for the repository of the package itself, and nothing outside', () => {
    expect(packageLink(repository.root, repository.root, repository.root)).toBe('.');
    expect(packageLink(repository.root, repository.root, repository.folder)).toBeUndefined();
  });

  it('leads from a config to the schema', () => {
    const link = 'packages/a/node_modules/lattice-hooks';
    expect(schemaReference(at('packages/a'), repository.root, link)).toBe('./node_modules/lattice-hooks/schema.json');
    expect(schemaReference(at('packages/b'), repository.root, 'node_modules/lattice-hooks')).toBe(
      '../../node_modules/lattice-hooks/schema.json',
    );
    expect(schemaReference(repository.root, repository.root, undefined)).toBe(
      './node_modules/lattice-hooks/schema.json',
    );
    expect(schemaReference(repository.root, repository.root, '.')).toBe('./schema.json');
  });
});
