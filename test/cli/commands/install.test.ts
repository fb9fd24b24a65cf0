import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { init } from '../../../src/cli/commands/init.ts';
import { install } from '../../../src/cli/commands/install.ts';
import { uninstall } from '../../../src/cli/commands/uninstall.ts';
import type { Terminal } from '../../../src/cli/terminal/terminal.ts';
import { findConfig } from '../../../src/config/find.ts';
import { loadConfig } from '../../../src/config/load.ts';
import type { World } from '../../../src/run/world.ts';
import { type FakePackage, makePackage, worldAt } from '../../support/fake-package.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const CONFIG = '.lattice-hooksrc.json';

let repository: TestRepository;
let fake: FakePackage;
let said: string;

beforeEach(() => {
  repository = makeRepository();
  fake = makePackage(path.join(repository.root, 'node_modules/lattice-hooks'));
  repository.write('.gitignore', 'node_modules\n');
  said = '';
});

afterEach(() => repository.remove());

const terminal: Terminal = {
  out: (text) => {
    said += text;
  },
  err: (text) => {
    said += text;
  },
  color: false,
  width: 100,
  isWindow: false,
  isInteractive: false,
  raw: () => undefined,
};

function world(folder = '', env: World['env'] = {}): World {
  return worldAt(path.join(repository.root, folder), fake.folder, { ...repository.env, ...env });
}

/** A project with the usual tools, none of which is installed. */
function writeProject(): void {
  const tools = ['prettier', 'eslint', 'typescript', 'vitest', '@vitest/coverage-v8'];
  repository.write(
    'package.json',
    JSON.stringify({ devDependencies: Object.fromEntries(tools.map((tool) => [tool, '*'])) }),
  );
  for (const file of ['.prettierrc', 'eslint.config.js', 'src/a.ts', 'test/a.test.ts', 'docs/a.md'])
    repository.write(file);
  repository.write('tsconfig.json', '{}');
}

function hooks(): readonly string[] {
  return readdirSync(path.join(repository.root, '.git/hooks')).filter((name) => !name.endsWith('.sample'));
}

describe('install in a repository without a config', () => {
  it('says that git does not ignore what is installed, as in a Python project that has had no node_modules', async () => {
    writeProject();
    rmSync(path.join(repository.root, '.gitignore'));
    expect(await install({ force: false }, world(), terminal)).toBe(0);
    expect(said).toContain('  node_modules: git does not ignore it; .gitignore should name it\n');
  });

  it('writes config and hooks, and says in a few lines what it chose, why, and what comes next', async () => {
    writeProject();
    expect(await install({ force: false }, world(), terminal)).toBe(0);
    expect(said).toBe(`Wrote .lattice-hooksrc.json:
  fast, at pre-commit, within 5s
    format      prettier   .prettierrc
    lint        eslint     eslint.config.js
    doc-links   doc-links  1 Markdown file
  thorough, at pre-push, within 2m
    types       tsc        tsconfig.json
    unit-tests  vitest     package.json: vitest
    coverage    gate       lines 90, changed 90
Hooks: pre-commit and pre-push, in .git/hooks.
For everybody else, put it into package.json:
  \`npm pkg set scripts.prepare="lattice-hooks install"\`
Commit as usual. \`npx lattice-hooks run fast --all\` checks everything now.
`);
    expect(hooks()).toEqual(['pre-commit', 'pre-push']);
    repository.git('add', '--all');
    repository.git('commit', '--quiet', '-m', 'one');
    expect(fake.calls()).toMatchObject([{ args: ['hook', '--told-index', 'pre-commit'] }]);
  });

  it('writes a config that can be read', async () => {
    writeProject();
    await init({}, world(), terminal);
    const source = await findConfig(repository.root);
    expect(source).toMatchObject({ value: { $schema: './node_modules/lattice-hooks/schema.json' } });
    if (source === undefined) throw new Error('there is none');
    expect(await loadConfig(source, repository.root, '')).toMatchObject({
      tiers: [{ name: 'fast' }, { name: 'thorough' }],
    });
  });

  it('says what it did not find and what is missing, in lines that fit', async () => {
    repository.write('package.json', '{ "devDependencies": { "vitest": "1", "lint-staged": "16" } }');
    for (const file of ['eslint.config.js', 'src/a.test.ts', '.lintstagedrc', 'lefthook.yml']) repository.write(file);
    await init({}, world(), { ...terminal, width: 60 });
    expect(said).toContain('Not found: a formatter for JavaScript or TypeScript, a');
    expect(said).toContain('Worth knowing:');
    expect(said).toContain('npm i -D @vitest/coverage-v8');
    expect(said).toContain('eslint: left out');
    expect(said).toContain('lint-staged: its commands run beside the other tasks');
    expect(said).toMatch(/lefthook: lefthook\.yml is taken over by\s+`npx lattice-hooks migrate`, where/);
    expect(said.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });

  it('spells out what a hostile name could do to a terminal', async () => {
    repository.write('\u001b[2Jevil/test_a.py');
    repository.write('a.md');
    await init({}, world(), terminal);
    expect(said).toContain('pytest');
    expect(said).not.toContain('\u001b');
  });

  it('leaves no config and no hooks where nothing was found, and says where to read on', async () => {
    repository.write('LICENSE');
    await expect(install({ force: false }, world(), terminal)).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining('nothing was found'),
      hint: expect.stringContaining('README'),
    });
    expect([existsSync(path.join(repository.root, CONFIG)), hooks()]).toEqual([false, []]);
  });

  it('names what is there by halves where there is nothing else', async () => {
    repository.write('eslint.config.js');
    await expect(init({}, world(), terminal)).rejects.toMatchObject({
      message: expect.stringContaining('npm i -D eslint'),
    });
  });

  it('is about the project that it was started in', async () => {
    writeProject();
    repository.write('packages/a/package.json', '{ "devDependencies": { "prettier": "1" } }');
    repository.write('packages/a/src/x.ts');
    await install({ force: false }, world('packages/a/src'), terminal);
    expect(said).toMatch(/^Wrote \.\.\/\.lattice-hooksrc\.json:\n/);
    expect(JSON.parse(repository.read(`packages/a/${CONFIG}`))).toMatchObject({
      $schema: '../../node_modules/lattice-hooks/schema.json',
    });
    expect(existsSync(path.join(repository.root, CONFIG))).toBe(false);
    expect(hooks()).toContain('pre-commit');
  });
});

describe('how others get the hooks', () => {
  it.each([
    { scripts: '{ "prepare": "tsc" }', words: 'add `lattice-hooks install` to the script "prepare"' },
    { scripts: '{}', words: 'npm pkg set scripts.prepare' },
    { scripts: 'null', words: 'npm pkg set scripts.prepare' },
    { scripts: '{ "postinstall": "x && lattice-hooks install" }', words: undefined },
  ])('is told where package.json does not see to it: $scripts', async ({ scripts, words }) => {
    repository.write('a.md');
    repository.write('package.json', `{ "scripts": ${scripts} }`);
    await install({ force: false }, world(), terminal);
    if (words === undefined) expect(said).not.toContain('For everybody else');
    else expect(said).toContain(words);
  });

  it.each(['husky', 'husky && lattice-hooks install'])(
    'is told with --force where every clone has hooks of another manager: %s',
    async (prepare) => {
      repository.write('a.md');
      repository.write('package.json', JSON.stringify({ scripts: { prepare } }));
      repository.git('config', 'core.hooksPath', '.husky/_');
      await install({ force: true }, world(), terminal);
      expect(said.replace(/\s+/g, ' ')).toContain('add `lattice-hooks install --force` to the script "prepare"');
    },
  );
});

describe('install in a repository with a config', () => {
  it('writes the hooks that some tier names, wherever its config is, and leaves the config alone', async () => {
    const config = (...on: readonly string[]) =>
      JSON.stringify({ tiers: { one: { on, tasks: { x: { run: 'true' } } } } });
    repository.write(CONFIG, config('commit-msg', 'pull_request'));
    repository.write(`packages/a/${CONFIG}`, config('post-merge'));
    repository.write('packages/b/package.json', '{ "devDependencies": { "lattice-hooks": "1" } }');
    await install({ force: false }, world(), terminal);
    expect(hooks()).toEqual(['commit-msg', 'post-merge']);
    expect(repository.read(CONFIG)).toBe(config('commit-msg', 'pull_request'));
    expect(said).toBe(
      'Config: .lattice-hooksrc.json, packages/a/.lattice-hooksrc.json\n' +
        'Hooks: commit-msg and post-merge, in .git/hooks.\n' +
        'Commit as usual. `npx lattice-hooks run one --all` checks everything now.\n',
    );
  });

  it('says so when no tier names a hook', async () => {
    repository.write(CONFIG, '{ "tiers": { "one": { "on": "pull_request", "tasks": { "x": { "run": "true" } } } } }');
    await install({ force: false }, world(), terminal);
    expect(hooks()).toEqual([]);
    expect(said).toContain('No tier names a git hook');
  });

  it('refuses a config that is wrong, and writes no hooks', async () => {
    repository.write(CONFIG, '{ "tiers": { "one": { "on": "pre-comit", "tasks": {} } } }');
    await expect(install({ force: false }, world(), terminal)).rejects.toMatchObject({ code: 'config' });
    expect(hooks()).toEqual([]);
  });
});

describe('init', () => {
  it.each([
    { file: CONFIG, text: '{}' },
    { file: '.lattice-hooksrc.yaml', text: '' },
    { file: '.config/lattice-hooksrc.json', text: '{ broken' },
    { file: 'package.json', text: '{ "lattice-hooks": { "tiers": {} } }' },
  ])('never overwrites or doubles a config: $file', async ({ file, text }) => {
    repository.write('a.md');
    repository.write(file, text);
    await expect(init({}, world(), terminal)).rejects.toMatchObject({ code: 'config' });
    expect(repository.read(file)).toBe(text);
    expect(file === CONFIG || !existsSync(path.join(repository.root, CONFIG))).toBe(true);
  });

  it('does not follow a link in the place of the config', async () => {
    repository.write('a.md');
    symlinkSync('../outside', path.join(repository.root, CONFIG));
    await expect(init({}, world(), terminal)).rejects.toMatchObject({ code: 'environment' });
    expect(existsSync(path.join(repository.folder, 'outside'))).toBe(false);
  });
});

describe('install with hooks of others', () => {
  it('says where they are now, and uninstall puts them back', async () => {
    repository.write('a.md');
    repository.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 0\n', 0o755);
    await install({ force: false }, world(), terminal);
    expect(said).toContain('pre-commit.before-lattice-hooks');
    said = '';
    expect(await uninstall({}, world(), terminal)).toBe(0);
    expect(said).toBe('Removed: pre-commit and pre-push.\nBack in place, as before: pre-commit.\n');
    expect(hooks()).toEqual(['pre-commit']);
    expect(existsSync(path.join(repository.root, CONFIG))).toBe(true);
    said = '';
    await uninstall({}, world(), terminal);
    expect(said).toBe('No hooks of lattice-hooks are installed here.\n');
  });

  it('says which stay aside when their names are taken', async () => {
    repository.write('a.md');
    repository.write('.git/hooks/pre-commit', 'first', 0o755);
    await install({ force: false }, world(), terminal);
    repository.write('.git/hooks/pre-commit', 'second', 0o755);
    await uninstall({}, world(), terminal);
    expect(said).toContain('pre-commit.before-lattice-hooks stays');
  });

  it('refuses a foreign folder before it writes anything, and says with force what runs and what is given back', async () => {
    repository.write('a.md');
    repository.git('config', 'core.hooksPath', '.husky/_');
    await expect(install({ force: false }, world(), terminal)).rejects.toMatchObject({ code: 'environment' });
    expect([said, existsSync(path.join(repository.root, CONFIG))]).toEqual(['', false]);
    await install({ force: true }, world(), terminal);
    expect(said).toContain('in .git/lattice-hooks/hooks.');
    expect(said).toContain('Hooks of these names in .husky/_ run first');
    said = '';
    await uninstall({}, world(), terminal);
    expect(said).toContain('core.hooksPath is .husky/_ again.');
  });

  it.each([
    { before: () => undefined, after: () => undefined, words: 'core.hooksPath is no longer set here.' },
    {
      before: () => undefined,
      after: () => repository.git('config', 'core.hooksPath', 'x'),
      words: 'core.hooksPath stays x',
    },
  ])('tells what became of the setting: $words', async ({ after, words }) => {
    repository.write('a.md');
    repository.git('config', '--global', 'core.hooksPath', repository.folder);
    await install({ force: true }, world(), terminal);
    after();
    await uninstall({}, world(), terminal);
    expect(said).toContain(words);
  });
});

describe('install where the hooks would not work', () => {
  it('is an error that says why', async () => {
    repository.write('a.md');
    const elsewhere = path.join(repository.folder, 'elsewhere');
    mkdirSync(elsewhere);
    cpSync(fake.folder, elsewhere, { recursive: true, verbatimSymlinks: true });
    fake.remove();
    rmSync(path.join(elsewhere, 'dist'), { recursive: true });
    const broken = { ...world(), packageFolder: elsewhere };
    await expect(install({ force: false }, broken, terminal)).rejects.toMatchObject({
      code: 'environment',
      message: expect.stringContaining('not installed'),
    });
  });

  it('says when the package is not one of the repository', async () => {
    repository.write('a.md');
    const other = makePackage(path.join(repository.folder, 'global'));
    await install({ force: false }, { ...world(), packageFolder: other.folder }, terminal);
    expect(said).toContain('not installed in this repository');
    expect(said).toContain('npm i -D lattice-hooks');
  });
});

describe('install as a script of a package manager', () => {
  it.each([
    { npm_lifecycle_event: 'prepare', CI: 'true' },
    { npm_lifecycle_event: 'prepare', npm_config_omit: 'optional dev' },
    { npm_lifecycle_event: 'prepare', npm_config_production: 'true' },
    { npm_lifecycle_event: 'postinstall', NODE_ENV: 'production' },
  ])('does nothing where nobody commits: %j', async (env) => {
    repository.write('a.md');
    expect(await install({ force: false }, world('', env), terminal)).toBe(0);
    expect(said).toBe('');
    expect(existsSync(path.join(repository.root, '.lattice-hooksrc.json'))).toBe(false);
  });

  it.each([
    { npm_lifecycle_event: 'prepare', npm_config_omit: 'optional' },
    { npm_lifecycle_event: 'hooks', CI: 'true' },
    { CI: 'true', NODE_ENV: 'production' },
  ])('installs with %j', async (env) => {
    repository.write(
      '.lattice-hooksrc.json',
      JSON.stringify({ tiers: { a: { on: 'pre-push', tasks: { b: { run: 'c' } } } } }),
    );
    await install({ force: false }, world('', env), terminal);
    expect(said).toContain('pre-push');
  });
});

describe('install outside of a repository', () => {
  const outside = (env: World['env'] = {}) => ({ ...world('', env), cwd: repository.folder });

  it.each([{ CI: 'true' }, { CI: '1' }, { npm_lifecycle_event: 'prepare' }, { npm_lifecycle_event: 'postinstall' }])(
    'is nothing to speak of with %j',
    async (env) => {
      expect(await install({ force: false }, outside(env), terminal)).toBe(0);
      expect(said).toBe('');
    },
  );

  it.each([{}, { CI: 'false' }, { CI: '' }, { npm_lifecycle_event: 'npx' }])('is an error with %j', async (env) => {
    await expect(install({ force: false }, outside(env), terminal)).rejects.toMatchObject({ code: 'environment' });
    await expect(uninstall({}, outside(env), terminal)).rejects.toMatchObject({ code: 'environment' });
  });
});
