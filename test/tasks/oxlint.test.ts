import { describe, expect, it } from 'vitest';
import oxlint from '../../src/tasks/oxlint.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { scopeIn } from '../support/tool-settings.ts';

const context = contextIn('/project', ['bad.js', 'clean.js']);

/** As oxlint 1.94 writes it. */
const report = (...diagnostics: readonly string[]) => `{ "diagnostics": [${diagnostics.join(',\n')}],
              "number_of_files": 2,
              "number_of_rules": 97,
              "threads_count": 2,
              "start_time": 0.012122796
            }
            `;
const LOOSE =
  '{"message": "Expected === and instead saw ==","code": "eslint(eqeqeq)","severity": "error","url": "https://oxc.rs","help": "Prefer === operator","filename": "bad.js","labels": [{"span": {"offset": 26,"length": 2,"line": 1,"column": 27}}]}';
const DEBUGGER =
  '{"message": "`debugger` statement is not allowed","code": "eslint(no-debugger)","severity": "warning","filename": "clean.js","labels": [{"span": {"offset": 22,"length": 9,"line": 1,"column": 23}}]}';
const SYNTAX =
  '{"message": "Unexpected token","severity": "error","filename": "bad.js","labels": [{"span": {"offset": 13,"length": 1,"line": 1,"column": 14}}]}';

describe('judging oxlint', () => {
  it('reads places and rules', () => {
    expect(oxlint.judge(exited(1, report(LOOSE)), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: 'Expected === and instead saw ==',
          file: 'bad.js',
          line: 1,
          column: 27,
          rule: 'eslint(eqeqeq)',
        },
      ],
    });
  });

  it('claims no pass for the rest when a warning refuses', () => {
    expect(oxlint.judge(exited(1, report(LOOSE, DEBUGGER)), context)).toMatchObject({
      status: 'failed',
      othersPassed: false,
    });
  });

  it('takes a file that does not parse for an error without a rule', () => {
    expect(oxlint.judge(exited(1, report(SYNTAX)), context)).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', message: 'Unexpected token', file: 'bad.js', line: 1, column: 14 }],
    });
  });

  it('passes when nothing is wrong or all files are ignored', () => {
    expect(oxlint.judge(exited(0, report()), context)).toEqual({ status: 'passed' });
  });

  it.each([
    [
      "Failed to parse oxlint configuration file.\n\n  x Rule 'nope' not found in plugin 'eslint'\n\n",
      '',
      "Rule 'nope' not found in plugin 'eslint'",
    ],
    ['', 'Error: no such flag: `--nope`, did you mean `--lsp`?\n', 'no such flag'],
    [report(), '', 'exit code 1'],
    ['', '', 'exit code 1'],
  ])('is broken by code 1 without findings (%#)', (stdout, stderr, message) => {
    expect(oxlint.judge(exited(1, stdout, stderr), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('how far oxlint looks', () => {
  const scope = async (configs: Readonly<Record<string, string>>, args: readonly string[] = []) =>
    (await scopeIn(oxlint, configs, { options: { args } })).scope;

  it.each([
    [{}],
    [{ '.oxlintrc.json': '{ "plugins": ["react"], "rules": { "no-debugger": "error" } }' }],
    [{ '.oxlintrc.json': '{ "extends": ["base.json", "./other.json"], "plugins": [/* "import" */] }' }],
  ])('is the file with %j', async (configs) => {
    expect(await scope(configs)).toBe('file');
  });

  it.each([
    [{ '.oxlintrc.json': '{ "plugins": ["react", "import"] }' }],
    [{ '.oxlintrc.json': '{ "jsPlugins": ["./plugin.js"] }' }],
    [{ '.oxlintrc.json': '{ "options": { "typeAware": true } }' }],
    [{ 'oxlint.config.ts': 'export default {}' }],
    [{ '.oxlintrc.json': '{ "extends": ["@acme/oxlint"] }' }],
    [{ '.oxlintrc.json': '{ "plugins": ["react", // more\n "import"] }' }],
    [{ '.oxlintrc.json': '{ "jsPlugins" /* ours */ : [] }' }],
  ])('is the project with %j', async (configs) => {
    expect(await scope(configs)).toBe('project');
  });

  it('is the project where a config could not be read', async () => {
    expect((await scopeIn(oxlint, {}, { isWhole: false })).scope).toBe('project');
  });

  it.each(['--import-plugin', '--type-aware', '--config=else.json', '-c'])('is the project with %s', async (flag) => {
    expect(await scope({}, [flag])).toBe('project');
  });
});

describe('detecting oxlint', () => {
  it('finds it by config or package', () => {
    expect(oxlint.detect(factsOf({ '.oxlintrc.json': '{}' }, { node: ['oxlint'] }))).toMatchObject({
      because: '.oxlintrc.json',
    });
    expect(oxlint.detect(factsOf({}, { node: ['oxlint'] }))).toMatchObject({ found: true, pace: 'fast' });
    expect(oxlint.detect(factsOf({}))).toBeUndefined();
  });
});
