import { describe, expect, it } from 'vitest';
import husky from '../../src/migrations/husky.ts';
import lefthook from '../../src/migrations/lefthook.ts';
import lintStaged from '../../src/migrations/lint-staged.ts';
import { migrateFiles, type SiteOptions } from '../support/migration-lab.ts';

const OLD_HEADER = '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\n';

const read = (files: Readonly<Record<string, string>>, options?: SiteOptions) =>
  migrateFiles({ husky, 'lint-staged': lintStaged }, files, options);

/** The tasks of a script for the commit. */
const tasksOf = async (script: string, files: Readonly<Record<string, string>> = {}) =>
  (await read({ '.husky/pre-commit': script, ...files }, { local: ['tsc', 'vitest', 'commitlint', 'lint-staged'] }))
    .tasks;

describe('a script', () => {
  it('of plain commands becomes a task for each, in its order', async () => {
    const { tiers } = await read({
      '.husky/pre-commit': 'npm run lint\nnpm test\n',
      '.husky/pre-push': 'npm run build && npm run e2e',
    });
    expect(tiers).toEqual({
      fast: {
        on: ['pre-commit'],
        tasks: { lint: { run: ['npm', 'run', 'lint'] }, test: { run: ['npm', 'test'], needs: ['lint'] } },
      },
      thorough: {
        on: ['pre-push'],
        tasks: { build: { run: ['npm', 'run', 'build'] }, e2e: { run: ['npm', 'run', 'e2e'], needs: ['build'] } },
      },
    });
  });

  it.each([
    ['npx tsc --noEmit', { tsc: { uses: 'tsc' } }],
    ['pnpm exec vitest run', { vitest: { run: ['vitest', 'run'] } }],
    ['npx cowsay hi', { cowsay: { run: ['npx', 'cowsay', 'hi'] } }],
    ['yarn lint', { lint: { run: ['yarn', 'lint'] } }],
    ['npm test || true', { test: { run: ['npm', 'test'], warn: true } }],
    ['npm test || exit 1', { test: { run: ['npm', 'test'] } }],
    ['CI=1 npm test', { test: { run: ['env', 'CI=1', 'npm', 'test'] } }],
    ['cd web\nnpm test', { test: { run: ['npm', 'test'], cwd: 'web' } }],
    ['echo checking\nnpm test # slow', { test: { run: ['npm', 'test'] } }],
    ["sh -c 'a && b'", { a: { run: ['sh', '-c', 'a && b'] } }],
  ])('%j', async (script, expected) => {
    expect(await tasksOf(script)).toMatchObject(expected);
  });

  it('with a pipe is a task for a shell, and one with variables is not remembered', async () => {
    expect(await tasksOf('npm test | tee log')).toEqual({
      'pre-commit': { run: ['sh', '-c', 'npm test | tee log', 'pre-commit'] },
    });
    expect(await tasksOf('npm test > "$HOME/log"')).toMatchObject({ 'pre-commit': { cache: false } });
  });

  it('that cannot be taken apart runs as it is, from its file', async () => {
    const script = '#!/usr/bin/env bash\nif [ -f a ]; then npm test; fi\n';
    const { tasks, readings } = await read({ '.husky/pre-commit': script, '.husky/pre-push': 'npm test\n' });
    expect(tasks['pre-commit']).toEqual({ run: ['bash', '.husky/pre-commit'], cache: false });
    expect(readings.get('husky')?.configs).toEqual(['.husky/pre-push']);
  });

  it('of an older version runs without the file of husky that it reads', async () => {
    expect(await tasksOf(`${OLD_HEADER}if true; then npm test; fi\n`)).toEqual({
      'pre-commit': { run: ['sh', '-e', '-c', 'if true; then npm test; fi', 'pre-commit'], cache: false },
    });
    expect(await tasksOf(`${OLD_HEADER}npm test\n`)).toEqual({ test: { run: ['npm', 'test'] } });
  });

  it('for the message is handed its file, whatever it called that', async () => {
    const options = { local: ['commitlint'] };
    for (const script of ['npx --no -- commitlint --edit "$1"', 'npx commitlint --edit $1', 'npx commitlint --edit']) {
      const { tasks } = await read({ '.husky/commit-msg': script }, options);
      expect(tasks['commitlint']).toEqual({ run: ['commitlint', '--edit', '{message}'] });
    }
  });

  it('for a push that reads the refs is handed them', async () => {
    const { tasks } = await read({ '.husky/pre-push': 'while read a b c d; do echo "$a"; done\n' });
    expect(tasks['pre-push']).toMatchObject({ stdin: true, cache: false });
  });

  it('after a checkout always runs, though no file has changed then', async () => {
    const { tasks } = await read({ '.husky/post-merge': 'npm install' });
    expect(Object.values(tasks)[0]).toEqual({ run: ['npm', 'install'], stdin: true });
  });

  it('that only prints is named', async () => {
    const { left } = await read({ '.husky/pre-commit': 'echo hello\n' });
    expect(left).toEqual(['.husky/pre-commit pre-commit: it does nothing but print']);
  });

  it('is found where git looks for the stubs of husky', async () => {
    const { tiers } = await read({ 'web/.husky/pre-commit': 'npm test' }, { hooksFolder: 'web/.husky/_' });
    expect(tiers).toHaveProperty('fast');
  });
});

describe('lint-staged in a script', () => {
  it('gives way to its commands, and what came after it waits for them', async () => {
    const { tasks, left } = await read(
      {
        '.husky/pre-commit': 'npx lint-staged\nnpm test\n',
        '.lintstagedrc.json': '{ "*.ts": ["eslint --fix", "prettier --write"], "*.md": "prettier --write" }',
      },
      { local: ['lint-staged'] },
    );
    expect(tasks).toEqual({
      eslint: { uses: 'eslint', options: { args: ['--max-warnings=-1'] }, files: '**/*.ts' },
      prettier: { uses: 'prettier', files: '**/*.ts', needs: ['eslint'] },
      'prettier-2': { uses: 'prettier', files: '**/*.md' },
      test: { run: ['npm', 'test'], needs: ['prettier', 'prettier-2'] },
    });
    expect(left).toEqual([]);
  });

  it('is found behind a script of package.json, and behind whatever starts it', async () => {
    const config = { '.lintstagedrc.json': '{ "*.md": "cspell" }' };
    const scripts = '{ "scripts": { "staged": "lint-staged", "both": "tsc --noEmit && lint-staged -q" } }';
    const names = async (line: string) =>
      Object.keys((await read({ '.husky/pre-commit': line, 'package.json': scripts, ...config })).tasks);
    expect(await names('npm run staged')).toEqual(['cspell']);
    expect(await names('yarn both')).toEqual(['tsc', 'cspell']);
    expect(await names('pnpm exec lint-staged --concurrent false')).toEqual(['cspell']);
  });

  it('with options that nobody reads says so', async () => {
    const { notes } = await read({
      '.husky/pre-commit': 'npx lint-staged -c x.json',
      '.lintstagedrc.json': '{ "*.md": "cspell" }',
    });
    expect(notes).toEqual(['cspell: its options are not read: -c']);
  });

  it('that has no config is named', async () => {
    const { left } = await read({ '.husky/pre-commit': 'npx lint-staged' }, { local: ['lint-staged'] });
    expect(left).toEqual(['.husky/pre-commit pre-commit: npx lint-staged: there is no config of lint-staged']);
  });
});

it('starts no other manager whose config is read itself', async () => {
  const { tasks } = await migrateFiles(
    { husky, lefthook },
    { '.husky/pre-commit': 'npx lefthook run pre-commit\n', 'lefthook.yml': 'pre-commit: {commands: {a: {run: a}}}\n' },
  );
  expect(tasks).toEqual({ a: { run: ['a'] } });
});

it('has tiers in the order in which git runs hooks', async () => {
  const { plan } = await read({ '.husky/pre-push': 'a', '.husky/commit-msg': 'b', '.husky/pre-commit': 'c' });
  expect(plan.tiers.map(({ name }) => name)).toEqual(['fast', 'commit-msg', 'thorough']);
});

describe('version 4', () => {
  it('is read from package.json', async () => {
    const { tasks, readings } = await read(
      { 'package.json': '{ "husky": { "hooks": { "commit-msg": "commitlint -E HUSKY_GIT_PARAMS" } } }' },
      { local: ['commitlint'] },
    );
    expect(tasks).toEqual({ commitlint: { run: ['commitlint', '--edit', '{message}'] } });
    expect(readings.get('husky')?.packageKeys).toEqual(['husky']);
  });

  it('is read from a file of its own, and names what is no hook with its line', async () => {
    const { tasks, left } = await read({
      '.huskyrc.json': '{\n "hooks": {\n  "pre-commit": "npm test",\n  "pre-comit": "x"\n }\n}',
    });
    expect(tasks).toEqual({ test: { run: ['npm', 'test'] } });
    expect(left).toEqual(['.huskyrc.json:4 pre-comit: it is no hook that git runs on the side of the user']);
  });
});
