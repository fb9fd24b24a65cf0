import { describe, expect, it } from 'vitest';
import eslint from '../../src/tasks/eslint.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { scopeIn } from '../support/tool-settings.ts';

const context = contextIn('/project', ['bad.js', 'clean.js']);

/** As ESLint 10 writes it, without members that say nothing of findings. */
const result = (name: string, ...messages: readonly object[]) => ({ filePath: `/project/${name}`, messages });
const UNUSED = {
  ruleId: 'no-unused-vars',
  severity: 2,
  message: "'a' is assigned a value but never used.",
  line: 1,
  column: 7,
  messageId: 'unusedVar',
  endLine: 1,
  endColumn: 8,
};
const LOOSE = { ruleId: 'eqeqeq', severity: 1, message: "Expected '===' and instead saw '=='.", line: 1, column: 27 };
const FATAL = {
  ruleId: null,
  fatal: true,
  severity: 2,
  message: 'Parsing error: Unexpected token =',
  line: 1,
  column: 14,
};
const CRASH = '\nOops! Something went wrong! :(\n\nESLint: 10.15.0\n\n';

const json = (...results: readonly object[]) => JSON.stringify(results);

describe('judging eslint', () => {
  it('reads errors with place and rule, and knows that the other files have passed', () => {
    expect(eslint.judge(exited(1, json(result('bad.js', UNUSED), result('clean.js'))), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: "'a' is assigned a value but never used",
          file: 'bad.js',
          line: 1,
          column: 7,
          rule: 'no-unused-vars',
        },
      ],
    });
  });

  it('claims no pass for the rest when a warning refuses', () => {
    const stdout = json(result('bad.js', UNUSED), result('clean.js', LOOSE));
    const judgment = eslint.judge(exited(1, stdout, 'ESLint found too many warnings (maximum: 0).\n'), context);
    expect(judgment).toMatchObject({
      status: 'failed',
      othersPassed: false,
      findings: [{}, { severity: 'warning', rule: 'eqeqeq' }],
    });
  });

  it('takes a file that does not parse for an error without a rule', () => {
    expect(eslint.judge(exited(1, json(result('bad.js', FATAL))), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        { severity: 'error', message: 'Parsing error: Unexpected token =', file: 'bad.js', line: 1, column: 14 },
      ],
    });
  });

  it('keeps the warnings of a pass, and passes when all files are ignored', () => {
    expect(eslint.judge(exited(0, json(result('clean.js', LOOSE))), context)).toMatchObject({
      status: 'passed',
      findings: [{ severity: 'warning' }],
    });
    expect(eslint.judge(exited(0, '[]'), context)).toEqual({ status: 'passed' });
  });

  it('finds the report among what plugins print', () => {
    const stdout = `[plugin] hello\n${json(result('bad.js', UNUSED))}\nbye\n`;
    expect(eslint.judge(exited(1, stdout), context)).toMatchObject({
      status: 'failed',
      findings: [{ file: 'bad.js' }],
    });
  });

  it.each([
    [1, '', ''],
    [1, '[]', ''],
    [1, '[{"filePath": "/project/ba', ''],
    [
      2,
      '',
      `${CRASH}TypeError: Key "rules": Key "no-nope": Could not find "no-nope" in plugin "@".\n    at throwRuleNotFoundError (/x.js:1:1)\n`,
    ],
    [2, json(result('bad.js', UNUSED)), ''],
  ])('is broken by code %i with "%s"', (code, stdout, stderr) => {
    expect(eslint.judge(exited(code, stdout, stderr), context).status).toBe('broken');
  });

  it('says why it is broken, and how to install what is missing', () => {
    const missing = `${CRASH}Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'eslint-plugin-nope' imported from /project/eslint.config.js\n    at packageResolve (node:internal)\n`;
    expect(eslint.judge(exited(2, '', missing), context)).toMatchObject({
      message: expect.stringMatching(
        /^ESLint could not check \(exit code 2\): Error .*'eslint-plugin-nope'.*; install it with: npm i -D eslint-plugin-nope$/,
      ),
    });
    expect(
      eslint.judge(exited(2, '', `${CRASH}ESLint couldn't find an eslint.config.* file.\n`), context),
    ).toMatchObject({
      message: "ESLint could not check (exit code 2): ESLint couldn't find an eslint.config.* file",
    });
  });
});

describe('how far eslint looks', () => {
  const configs = { 'eslint.config.js': '', 'tools/rules.js': '', 'web/eslint.config.mts': '' };
  const told = (hasProgram: boolean) => `what a config prints\n\n${JSON.stringify({ rules: [], hasProgram })}\n`;
  const ask = (args: readonly string[], stdout = told(false), code = 0) =>
    scopeIn(eslint, configs, { options: { args }, stdout, code });

  it("is what the project's ESLint says of its configs", async () => {
    expect(await ask([])).toEqual({
      scope: 'file',
      started: [
        ['{node}', '{lattice}/eslint-settings.js', '--', '{files}', 'eslint.config.js', 'web/eslint.config.mts'],
      ],
    });
    expect((await ask([], told(true))).scope).toBe('project');
  });

  it('is the project where it cannot say it', async () => {
    expect((await ask([], '', 1)).scope).toBe('project');
    await expect(ask([], 'no answer')).rejects.toThrow();
  });

  it.each([[['-c', 'other.js']], [['--config', 'other.js']], [['--quiet', '--config=other.js']]])(
    'is asked of the config that %j names',
    async (args) => {
      const { scope, started } = await ask(args);
      expect(scope).toBe('file');
      expect(started[0]).toContain('--config=other.js');
    },
  );

  it('is the project with arguments that may switch on more', async () => {
    expect(await ask(['--rule', 'import/no-cycle: 2'])).toEqual({ scope: 'project', started: [] });
    expect((await ask(['--max-warnings', '5', '--no-color'])).scope).toBe('file');
  });
});

describe('detecting eslint', () => {
  it('finds it by its flat config', () => {
    const repository = factsOf({ 'eslint.config.mjs': '' }, { node: ['eslint'] });
    expect(eslint.detect(repository)).toEqual({ found: true, pace: 'fast', because: 'eslint.config.mjs' });
  });

  it.each([
    [factsOf({ '.eslintrc.json': '{}' }, { node: ['eslint'] }), 'npx @eslint/migrate-config .eslintrc.json'],
    [factsOf({}, { node: ['eslint'] }), 'npm init @eslint/config@latest'],
  ])('says what is missing where it could not run (%#)', (repository, command) => {
    expect(eslint.detect(repository)).toMatchObject({ found: false, note: expect.stringContaining(command) });
  });

  it('has nothing to say elsewhere', () => {
    expect(eslint.detect(factsOf({}))).toBeUndefined();
  });
});
