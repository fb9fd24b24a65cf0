import { describe, expect, it } from 'vitest';
import biome from '../../src/tasks/biome.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { scopeIn } from '../support/tool-settings.ts';

const context = contextIn('/project', ['bad.js', 'clean.js']);
const NOTE = 'The `json` and `json-pretty` reporters are experimental and may change in patch releases.\n';
const FAILED = `${NOTE}check ━━━━━━━━━━━━━━━━\n\n  × Some errors were emitted while running checks.\n  \n\n`;

const report = (errors: number, warnings: number, ...diagnostics: readonly object[]) =>
  JSON.stringify({ summary: { changed: 0, unchanged: 2, errors, warnings, infos: 0 }, diagnostics, command: 'check' });

const start = (line: number, column: number) => ({ start: { line, column }, end: { line, column } });
const DEBUGGER = {
  severity: 'error',
  message: 'This is an unexpected use of the debugger statement.',
  category: 'lint/suspicious/noDebugger',
  location: { path: 'bad.js', ...start(2, 1) },
  advices: [],
};
const FORMAT = {
  severity: 'error',
  message: 'Formatter would have printed the following content:',
  category: 'format',
  location: { path: 'bad.js', ...start(0, 0) },
};
const CONST = {
  severity: 'warning',
  message: 'This let declares a variable that is only assigned once.',
  category: 'lint/style/useConst',
  location: { path: 'bad.js', ...start(2, 3) },
};

describe('judging biome', () => {
  it('reads places and rules, and says in its own words what is not formatted', () => {
    expect(biome.judge(exited(1, report(2, 0, DEBUGGER, FORMAT, FORMAT), FAILED), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: 'This is an unexpected use of the debugger statement',
          file: 'bad.js',
          line: 2,
          column: 1,
          rule: 'lint/suspicious/noDebugger',
        },
        { severity: 'error', message: 'not formatted as Biome formats it', file: 'bad.js', rule: 'format' },
      ],
    });
  });

  it('reads the form of versions before 2.4 too, which count bytes', () => {
    const old = {
      severity: 'error',
      description: 'Unexpected debugger.',
      message: [{ elements: [], content: 'Unexpected debugger.' }],
      category: 'lint/suspicious/noDebugger',
      location: {
        path: { file: 'bad.js' },
        span: [11, 20],
        sourceCode: 'const é = 1; debugger;\n'.replace('1; ', '1;\n'),
      },
    };
    expect(biome.judge(exited(1, report(1, 0, old)), context)).toMatchObject({
      status: 'failed',
      findings: [{ message: 'Unexpected debugger', file: 'bad.js', line: 1, column: 11 }],
    });
  });

  it.each([
    ['a warning refuses', report(0, 1, CONST)],
    ['it holds back findings', report(30, 0, DEBUGGER)],
  ])('claims no pass for the rest when %s', (_, stdout) => {
    expect(biome.judge(exited(1, stdout, FAILED), context)).toMatchObject({ status: 'failed', othersPassed: false });
  });

  it('passes when nothing is wrong or all files are ignored', () => {
    expect(biome.judge(exited(0, report(0, 0), NOTE), context)).toEqual({ status: 'passed' });
  });

  it('is broken by a broken config, which ends with 1 as well, and says what is wrong with it', () => {
    const stderr =
      '/project/biome.json:1:21 deserialize ━━━━━━━━━━━\n\n  × Found an unknown key `nope`.\n  \n  > 1 │ {"linter":{"rules":{"nope":{}}}}\n' +
      'configuration ━━━━━━━━━━━━\n\n  × Biome exited because the configuration resulted in errors. Please fix them.\n';
    expect(biome.judge(exited(1, '', stderr), context)).toMatchObject({
      status: 'broken',
      message: 'Biome could not check (exit code 1): Found an unknown key `nope`',
    });
  });

  it.each([1, 2, 101, 137])('is broken by code %i without a report', (code) => {
    expect(biome.judge(exited(code), context).status).toBe('broken');
  });
});

describe('how far biome looks', () => {
  const scope = async (config: string, args: readonly string[] = [], version = '2.6.8') =>
    (await scopeIn(biome, { 'biome.json': config }, { options: { args }, stdout: `Version: ${version}\n` })).scope;

  it.each([
    '{}',
    '{ "linter": { "domains": { "react": "all", "project": "none" } } }',
    '{ "extends": ["./base.json"], "linter": { "rules": { "recommended": true, "suspicious": { "noImportCycles": "off" } } } }',
    '{ "extends": "//" }',
    '{ "extends": ["base.jsonc"] }',
    '{ // "noImportCycles": "error"\n "linter": { "rules": { "style": { "useConst": "error" } } } }',
  ])('is the file with %s', async (config) => {
    expect(await scope(config)).toBe('file');
  });

  it.each([
    '{ "linter": { "rules": { "suspicious": { "noImportCycles": "error" } } } }',
    '{ "linter": { "rules": { "nursery": { "noFloatingPromises": { "level": "warn" } } } } }',
    '{ "linter": { "domains": { "project": "recommended" } } }',
    '{ "linter": { "domains": { "types": "all" } } }',
    '{ "linter": { "rules": { "correctness": { "preset": "all" } } } }',
    '{ "linter": { "rules": { "nursery": "warn" } } }',
    '{ "extends": ["@acme/biome"] }',
    '{ "extends": /* ours */ ["@acme/biome"] }',
    '{ // "extends": "./one.json"\n "extends": "@acme/biome" }',
    '{ "extends": "./one.json", "overrides": [{ "extends": "@acme/biome" }] }',
    '{ "extends": ["/etc/biome.json"] }',
    '{ "linter": { "rules": { "suspicious": { "noImportCycles" /* why */ : "error" } } } }',
    '{ "linter": { "rules": { "suspicious": { "noImportCycles": // why\n "error" } } } }',
  ])('is the project with %s', async (config) => {
    expect(await scope(config)).toBe('project');
  });

  it.each([
    ['2.6.8', 'file'],
    ['2.0.0', 'file'],
    ['1.9.4', 'file'],
    ['2.7.0', 'project'],
    ['3.0.0', 'project'],
    ['unheard of', 'project'],
  ])('may be the project with a rule of which nothing is known, by version %s', async (version, expected) => {
    expect(await scope('{ "linter": { "rules": { "style": { "noFutureRule": "error" } } } }', [], version)).toBe(
      expected,
    );
    expect(await scope('{ "linter": { "rules": { "style": { "noFutureRule": "off" } } } }', [], version)).toBe('file');
  });

  it('is the project where a config could not be read', async () => {
    expect((await scopeIn(biome, { 'biome.json': '{}' }, { isWhole: false, stdout: 'Version: 2.6.8' })).scope).toBe(
      'project',
    );
  });

  it('is the project with a config that only an argument names', async () => {
    expect(await scope('{}', ['--config-path=elsewhere'])).toBe('project');
    expect(await scope('{}', ['--skip=noDebugger'])).toBe('file');
  });
});

describe('detecting biome', () => {
  it('finds it by its config', () => {
    const repository = factsOf({ 'biome.jsonc': '{}' }, { node: ['@biomejs/biome'] });
    expect(biome.detect(repository)).toEqual({ found: true, pace: 'fast', because: 'biome.jsonc' });
    expect(biome.detect(factsOf({}))).toBeUndefined();
  });
});
