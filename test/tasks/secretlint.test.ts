import { describe, expect, it } from 'vitest';
import secretlint from '../../src/tasks/secretlint.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As secretlint 12.0.0 writes it: the whole source stands in it, and the secret with it. */
const SOURCE = 'token: in-clear\n';
const CLEAN = { filePath: '/project/clean.txt', sourceContent: 'clean\n', sourceContentType: 'text', messages: [] };
const LEAK = {
  filePath: '/project/app/[slug]/page.txt',
  sourceContent: SOURCE,
  sourceContentType: 'text',
  messages: [
    {
      message: 'found slack token: ********',
      range: [7, 63],
      type: 'message',
      ruleId: '@secretlint/secretlint-rule-slack',
      ruleParentId: '@secretlint/secretlint-rule-preset-recommend',
      loc: { start: { line: 1, column: 7 }, end: { line: 1, column: 63 } },
      severity: 'error',
      messageId: 'SLACK_TOKEN',
      docsUrl: 'https://github.com/secretlint/secretlint',
      data: { TOKEN: '********' },
    },
  ],
};
const UNREADABLE = `SyntaxError: Cannot read config file: /project/.secretlintrc.json
Error: JSON5: invalid end of input at 2:1
    at syntaxError (/project/node_modules/json5/lib/parse.js:1110:17)
`;
const RULES = '@secretlint/secretlint-rule-preset-recommend';

const judge = (code: number, stdout: string, stderr = '', isGated = false) =>
  judgeScanner(secretlint, exited(code, stdout, stderr), { isGated, files: ['app/[slug]/page.txt', 'clean.txt'] });
const json = (...files: readonly object[]) => JSON.stringify(files);

describe('judging secretlint', () => {
  it('says where a secret is, and never what', async () => {
    const judgment = await judge(1, json(LEAK, CLEAN));
    expect(judgment).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: 'a secret is written down here',
          file: 'app/[slug]/page.txt',
          line: 1,
          column: 8,
          rule: '@secretlint/secretlint-rule-slack',
          rank: 'critical',
        },
      ],
    });
  });

  it('passes where nothing is found, and where all files are ignored', async () => {
    expect(await judge(0, json(CLEAN))).toEqual({ status: 'passed' });
    expect(await judge(0, '[]\n')).toEqual({ status: 'passed' });
  });

  it('leaves it to a gate that judges its report', async () => {
    expect(await judge(1, json(LEAK), '', true)).toMatchObject({
      status: 'passed',
      findings: [{ severity: 'warning', rank: 'critical' }],
    });
  });

  it('refuses by its code alone where its report has another form, and shows none of it', async () => {
    const judgment = await judge(1, SOURCE);
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ severity: 'error' }] });
    expect(JSON.stringify(judgment)).not.toContain('in-clear');
  });

  it.each([
    [
      2,
      UNREADABLE,
      'secretlint could not check (exit code 2): SyntaxError: Cannot read config file: /project/.secretlintrc.json',
    ],
    [1, "Error: Cannot find module 'x'\n", 'npm i -D x'],
    [
      2,
      `AggregationError: secretlint loading errors\n\n----\n\nFailed to load rule module: ${RULES}\n`,
      `install it with: npm i -D ${RULES}`,
    ],
    [9, '', 'exit code 9'],
  ])('is broken by code %i', async (code, stderr, message) => {
    expect(await judge(code, '', stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

it('hands over names as they are', () => {
  expect(secretlint.check()).toEqual([
    ['secretlint', '--maskSecrets', '--no-glob', '--format', 'json', '--', '{files}'],
  ]);
});

describe('detecting secretlint', () => {
  it('is for the commit wherever it is installed', () => {
    expect(secretlint.detect(factsOf({ '.secretlintrc.json': '{}' }, { node: ['secretlint'] }))).toEqual({
      found: true,
      pace: 'fast',
      because: '.secretlintrc.json',
    });
  });

  it('brings rules along where there is no config', () => {
    const task = { options: { args: ['--secretlintrcJSON', `{"rules":[{"id":"${RULES}"}]}`] } };
    const because = 'package.json: secretlint';
    const found = { found: true, pace: 'fast', because, task };
    expect(secretlint.detect(factsOf({}, { node: ['secretlint', RULES] }))).toEqual(found);
    expect(secretlint.detect(factsOf({}, { node: ['secretlint'] }))).toEqual({
      ...found,
      note: `secretlint is installed without rules: npm i -D ${RULES}`,
    });
  });

  it('says what is missing where only a config is there, and nothing elsewhere', () => {
    expect(secretlint.detect(factsOf({ '.secretlintrc.yml': '' }))).toMatchObject({
      note: 'secretlint is not in package.json: npm i -D secretlint',
    });
    expect(secretlint.detect(factsOf({ 'package.json': '{ "secretlint": {} }' }))).toMatchObject({
      because: 'package.json#secretlint',
    });
    expect(secretlint.detect(factsOf({ 'a.txt': '' }))).toBeUndefined();
  });
});
