import { describe, expect, it } from 'vitest';
import lintStaged from '../../src/migrations/lint-staged.ts';
import simpleGitHooks from '../../src/migrations/simple-git-hooks.ts';
import { migrateFiles } from '../support/migration-lab.ts';

/** A project in which a commit starts lint-staged. */
const read = (files: Readonly<Record<string, string>>) =>
  migrateFiles(
    { 'lint-staged': lintStaged, 'simple-git-hooks': simpleGitHooks },
    { '.simple-git-hooks.json': '{ "pre-commit": "npx lint-staged" }', ...files },
    { local: ['lint-staged'] },
  );

const withConfig = (config: unknown) => read({ '.lintstagedrc.json': JSON.stringify(config) });

it.each([
  ['.lintstagedrc', '*.ts: eslint --max-warnings 0 --fix\n'],
  ['.lintstagedrc.yml', '"*.ts": eslint --max-warnings 0 --fix\n'],
  ['.lintstagedrc.json', '{ "*.ts": "eslint --max-warnings 0 --fix" }'],
  ['package.json', '{ "lint-staged": { "*.ts": ["eslint --max-warnings 0 --fix"] } }'],
])('reads %s', async (file, text) => {
  const { tasks } = await read({ [file]: text.replace(/^\*/, '"*').replace(/^("\*\.ts): e/, '$1": e') });
  expect(tasks).toEqual({ eslint: { uses: 'eslint', options: { args: ['--max-warnings', '0'] }, files: '**/*.ts' } });
});

describe('commands', () => {
  it('that rewrite are fixers, those that are known to look are not, and all others may do what they did', async () => {
    const { tasks } = await withConfig({
      '*.ts': ['tslint', 'jest --findRelatedTests', 'stylelint --fix', 'node sort.js'],
    });
    expect(tasks).toMatchObject({
      tslint: { fix: ['tslint', '{files}'] },
      jest: { run: ['jest', '--findRelatedTests', '{files}'] },
      stylelint: { run: ['stylelint', '{files}'], fix: ['stylelint', '--fix', '{files}'] },
      sort: { fix: ['node', 'sort.js', '{files}'] },
    });
  });

  it('that stage are left out: what was rewritten is staged anyway', async () => {
    const { tasks } = await withConfig({ '*.md': ['prettier --write', 'git add'] });
    expect(Object.keys(tasks)).toEqual(['prettier']);
  });

  it('that a shell keeps from the files are not handed any', async () => {
    const { tasks } = await withConfig({ '*.ts': "bash -c 'tsc --noEmit'" });
    expect(tasks).toEqual({ tsc: { uses: 'tsc' } });
  });
});

describe('globs', () => {
  it.each([
    ['*.{js,ts}', '**/*.{js,ts}'],
    ['./src/**/*.ts', 'src/**/*.ts'],
    ['!(*test).js', '**/!(*test).js'],
  ])('%s', async (glob, expected) => {
    const { tasks } = await withConfig({ [glob]: 'cspell' });
    expect(tasks['cspell']).toMatchObject({ files: expected });
  });
});

describe('what only lint-staged understands', () => {
  const asItIs = async (files: Readonly<Record<string, string>>) => {
    const { tasks, notes, readings } = await read(files);
    expect(tasks).toEqual({ 'lint-staged': { uses: 'lint-staged' } });
    expect(readings.get('lint-staged')?.configs).toEqual([]);
    return notes.join('\n');
  };

  it('is run by it, and it is told why', async () => {
    expect(await asItIs({ 'lint-staged.config.mjs': 'export default {}' })).toContain('it is a program');
    expect(await asItIs({ '.lintstagedrc.json': '{ "../*.ts": "x" }' })).toContain('not all of it are commands');
    expect(await asItIs({ '.lintstagedrc.json': '{ "*.ts": "x" }', 'web/.lintstagedrc.json': '{}' })).toContain(
      'several',
    );
    expect(await asItIs({ 'web/.lintstagedrc.json': '{ "*.ts": "x" }' })).toContain('one folder');
    expect(await asItIs({ '.lintstagedrc.json': '{ "+(a*|b*).ts": "x" }' })).toContain('no glob of ours');
  });
});

it('is no task where no hook starts it', async () => {
  const { plan } = await migrateFiles({ 'lint-staged': lintStaged }, { '.lintstagedrc.json': '{ "*.ts": "x" }' });
  expect(plan.tiers).toEqual([]);
});
