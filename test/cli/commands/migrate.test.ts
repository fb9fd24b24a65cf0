import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { install } from '../../../src/cli/commands/install.ts';
import { migrate } from '../../../src/cli/commands/migrate.ts';
import { uninstall } from '../../../src/cli/commands/uninstall.ts';
import { type FakePackage, makePackage, worldAt } from '../../support/fake-package.ts';
import { type FakeTerminal, makeTerminal } from '../../support/fake-terminal.ts';
import { makeRepository, type TestRepository } from '../../support/repository.ts';

const CONFIG = '.lattice-hooksrc.json';
const LEFTHOOK = { 'lefthook.yml': 'pre-commit:\n  commands:\n    lint: {run: npm run lint, glob: "*.js"}\n' };
const LEFTHOOK_STUB = '#!/bin/sh\ncall_lefthook() { lefthook "$@"; }\ncall_lefthook run pre-commit\n';

let repository: TestRepository;
let fake: FakePackage;
let terminal: FakeTerminal;

beforeEach(() => {
  repository = makeRepository();
  fake = makePackage(path.join(repository.root, 'node_modules/lattice-hooks'));
  terminal = makeTerminal();
});
afterEach(() => repository.remove());

const world = () => worldAt(repository.root, fake.folder, repository.env);
const start = (files: Readonly<Record<string, string>>) =>
  repository.commit({ '.gitignore': 'node_modules\n', ...files });
const run = (options: { readonly dryRun?: boolean; readonly removeOld?: boolean } = {}) =>
  migrate({ dryRun: false, removeOld: false, ...options }, world(), terminal);
/** What was said, without the breaks that make lines fit. */
const said = () => terminal.text().replaceAll('\n  ', ' ');
const isThere = (file: string) => existsSync(path.join(repository.root, file));

/** Files in the folder of hooks besides git's samples, with what begins them. */
function hooks(): Readonly<Record<string, string>> {
  const folder = path.join(repository.root, '.git/hooks');
  const names = readdirSync(folder).filter((name) => !name.endsWith('.sample'));
  return Object.fromEntries(
    names.sort().map((name) => [name, readFileSync(path.join(folder, name), 'utf8').split('\n')[1] ?? '']),
  );
}

const OURS = '# This hook belongs to lattice-hooks: `lattice-hooks uninstall` removes it.';

describe('migrate', () => {
  it('shows what became of what, writes the config, and says what is left to do', async () => {
    start({
      ...LEFTHOOK,
      'package.json': '{ "scripts": { "prepare": "lefthook install" }, "devDependencies": { "lefthook": "2" } }',
    });
    repository.write('.git/hooks/pre-commit', LEFTHOOK_STUB, 0o755);
    expect(await run()).toBe(0);
    expect(terminal.text()).toBe(`Read: lefthook.
  fast, at pre-commit
    lint  runs  job lint
Wrote .lattice-hooksrc.json.
Set aside, and back with \`lattice-hooks uninstall\`: pre-commit of lefthook.
Hooks: pre-commit, in .git/hooks.
The script prepare of package.json runs \`lefthook install\`, which installs the
  old hooks again: put \`lattice-hooks install\` in its place.
No longer used, and still there: lefthook.yml. Take them out when all is well.
When all is well: \`npm uninstall lefthook\`
`);
    expect(JSON.parse(repository.read(CONFIG))).toEqual({
      $schema: './node_modules/lattice-hooks/schema.json',
      tiers: { fast: { on: ['pre-commit'], tasks: { lint: { run: ['npm', 'run', 'lint'], files: '**/*.js' } } } },
    });
    expect(hooks()).toEqual({ 'pre-commit': OURS, 'pre-commit.retired-by-lattice-hooks': expect.any(String) });
  });

  it('only shows it where that is asked for', async () => {
    start(LEFTHOOK);
    expect(await run({ dryRun: true })).toBe(0);
    expect(terminal.text()).toContain('Would write .lattice-hooksrc.json:\n{\n');
    expect([isThere(CONFIG), Object.keys(hooks())]).toEqual([false, []]);
  });

  it('shows nothing that turns the direction of writing', async () => {
    start({ 'lefthook.yml': 'pre-commit:\n  commands:\n    lint:\n      run: eslint --rule \u202e\n' });
    expect(await run({ dryRun: true })).toBe(0);
    expect(terminal.text()).toContain('\\u{202e}');
    expect(terminal.text()).not.toContain('\u202e');
  });

  it('passes over a config that nobody has filled in', async () => {
    start({ '.husky/pre-commit': 'npm test\n', 'lefthook.yml': '# EXAMPLE\n#\n# pre-push:\n' });
    expect(await run()).toBe(0);
    expect(said()).toContain('fast, at pre-commit');
  });

  it('writes apart what one of the project keeps to itself', async () => {
    start(LEFTHOOK);
    repository.write('lefthook-local.yml', 'pre-commit: {commands: {own: {run: own}}}\n');
    await run();
    expect(JSON.parse(repository.read('.lattice-hooksrc.local.json'))).toEqual({
      tiers: { fast: { tasks: { own: { run: ['own'] } } } },
    });
  });
});

describe('migrate --remove-old', () => {
  it('takes out what git has, changes the script that would install them again, and leaves the rest as it is', async () => {
    start({
      '.husky/pre-commit': 'npm test\n',
      '.husky/pre-push': 'npm run e2e\n',
      'package.json':
        '{\n\t"scripts": {\n\t\t"prepare": "husky && node x.js"\n\t},\n\t"lint-staged": { "*.js": "x" },\n\t"private": true\n}\n',
    });
    repository.write('.husky/pre-push', 'npm run e2e # mine\n');
    await run({ removeOld: true });
    expect([isThere('.husky/pre-commit'), isThere('.husky/pre-push')]).toEqual([false, true]);
    expect(repository.read('package.json')).toBe(
      '{\n\t"scripts": {\n\t\t"prepare": "node x.js && lattice-hooks install"\n\t},\n\t"lint-staged": { "*.js": "x" },\n\t"private": true\n}\n',
    );
    expect(said()).toContain('.husky/pre-push stays: git does not have it as it is.');
    expect(said()).toContain('the config of lint-staged: no hook starts it');
    expect(terminal.text()).toContain('\nSee docs/coming-from.md\nWrote ');
  });

  it('says what to do by hand about a script that it does not understand', async () => {
    start({ ...LEFTHOOK, 'package.json': '{ "scripts": { "postinstall": "is-ci || lefthook install" } }' });
    await run({ removeOld: true });
    expect(said()).toContain('Change the script postinstall of package.json by hand: `is-ci || lefthook install`');
  });
});

describe('hooks of others', () => {
  it('that pre-commit ran first run before ours, and all is as it was after uninstall', async () => {
    start({ '.pre-commit-config.yaml': 'repos: [{repo: local, hooks: [{id: a, entry: a, language: system}]}]\n' });
    repository.write(
      '.git/hooks/pre-commit',
      '#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n',
      0o755,
    );
    repository.write('.git/hooks/pre-commit.legacy', '#!/bin/sh\n# mine\n', 0o755);
    repository.write('.git/hooks/pre-push', '#!/bin/sh\n# own push\n', 0o755);
    const before = hooks();
    await run();
    expect(hooks()).toMatchObject({
      'pre-commit': OURS,
      'pre-commit.before-lattice-hooks': '# mine',
      'pre-push': '# own push',
    });
    await uninstall({}, world(), terminal);
    expect(hooks()).toEqual(before);
    expect(said()).toContain('Back in place, as before: pre-commit.');
  });

  it('that ours had set aside earlier, and ran first, run no more', async () => {
    start({
      ...LEFTHOOK,
      [CONFIG]: '{ "tiers": { "fast": { "on": "pre-commit", "tasks": { "a": { "run": "a" } } } } }',
    });
    repository.write('.git/hooks/pre-commit', LEFTHOOK_STUB, 0o755);
    await install({ force: false }, world(), terminal);
    expect(hooks()).toHaveProperty(['pre-commit.before-lattice-hooks']);
    repository.git('rm', '--quiet', '--force', CONFIG);
    await run();
    expect(Object.keys(hooks())).toEqual(['pre-commit', 'pre-commit.retired-by-lattice-hooks']);
  });

  it('come back beside one that has taken their place since', async () => {
    start(LEFTHOOK);
    repository.write('.git/hooks/pre-commit', LEFTHOOK_STUB, 0o755);
    await run();
    repository.write('.git/hooks/pre-commit', '#!/bin/sh\n# newer\n', 0o755);
    await uninstall({}, world(), terminal);
    expect(hooks()['pre-commit']).toBe('# newer');
    expect(said()).toContain('pre-commit.retired-by-lattice-hooks stays');
  });

  it('of a manager that was not read stay where they are', async () => {
    start(LEFTHOOK);
    repository.write(
      '.git/hooks/pre-push',
      '#!/bin/sh\n# File generated by pre-commit: https://pre-commit.com\n',
      0o755,
    );
    await run();
    expect(hooks()['pre-push']).toContain('pre-commit.com');
  });

  it('where husky led git are left alone, also when an installation of packages leads it back', async () => {
    start({ '.husky/pre-commit': 'npm test\n' });
    repository.git('config', 'core.hooksPath', '.husky/_');
    await run();
    expect(said()).toContain('core.hooksPath no longer leads to .husky/_; `lattice-hooks uninstall` sets it again.');
    expect(repository.git('config', 'core.hooksPath')).toContain('.git/lattice-hooks/hooks');
    repository.git('config', 'core.hooksPath', '.husky/_');
    expect(await install({ force: false }, world(), terminal)).toBe(0);
    expect(readFileSync(path.join(repository.root, '.git/lattice-hooks/hooks/pre-commit'), 'utf8')).toContain(
      "others=''",
    );
    await uninstall({}, world(), terminal);
    expect(repository.git('config', 'core.hooksPath')).toBe('.husky/_');
    expect(repository.git('config', '--list', '--local')).not.toContain('lattice.');
  });
});

describe('nothing is changed', () => {
  const refusal = async (files: Readonly<Record<string, string>>) => {
    start(files);
    const error = await run().catch((one: unknown) => one);
    expect(repository.git('status', '--porcelain')).toBe('');
    expect(hooks()).toEqual({});
    return error;
  };

  it.each([
    ['where there is a config', { ...LEFTHOOK, [CONFIG]: '{}' }, 'config', /is there already/],
    ['where YAML is broken', { 'lefthook.yml': 'a: [\n' }, 'config', /^lefthook\.yml:\d+:\d+ is not valid YAML/],
    ['where TOML is broken', { 'lefthook.toml': 'a = 1\nb\n' }, 'config', /^lefthook\.toml:2:\d+ is not valid TOML/],
    [
      'where package.json is broken',
      { 'package.json': '{\n"a": 1,,\n}' },
      'config',
      /^package\.json:2:\d+ is not valid JSON/,
    ],
    ['where nobody else is configured', {}, 'config', /^no config of husky, /],
    [
      'where nothing could be carried over',
      { 'lefthook.yml': 'pre-commit: {commands: {a: {run: a, skip: true}}}\n' },
      'config',
      /^nothing of lefthook could/,
    ],
  ])('%s', async (_name, files, code, message) => {
    expect(await refusal(files)).toMatchObject({ code, message: expect.stringMatching(message) });
  });

  it('where git looks for hooks in a folder of others', async () => {
    repository.git('config', 'core.hooksPath', '/nowhere/hooks');
    expect(await refusal(LEFTHOOK)).toMatchObject({
      code: 'environment',
      message: expect.stringContaining('core.hooksPath'),
    });
  });
});
