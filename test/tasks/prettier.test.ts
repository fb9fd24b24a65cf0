import { describe, expect, it } from 'vitest';
import prettier from '../../src/tasks/prettier.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', ['bad.js', 'worse.js', 'clean.js']);
const CHECKING = 'Checking formatting...\n';

describe('judging prettier', () => {
  it('names the unformatted files and nothing else that it says', () => {
    const stderr =
      '[warn] Ignored unknown option --nope.\n[warn] bad.js\n[warn] worse.js\n' +
      '[warn] Code style issues found in 2 files. Run Prettier with --write to fix.\n';
    expect(prettier.judge(exited(1, CHECKING, stderr), context)).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: ['bad.js', 'worse.js'].map((file) => ({
        severity: 'error',
        message: 'not formatted as Prettier formats it',
        file,
      })),
    });
  });

  it('claims no pass for the rest when a name could not be read', () => {
    const stderr =
      '[warn] bad.js\n[warn] with\nbreak.js\n[warn] Code style issues found in 2 files. Run Prettier with --write to fix.\n';
    expect(prettier.judge(exited(1, CHECKING, stderr), context)).toMatchObject({
      status: 'failed',
      othersPassed: false,
    });
  });

  it('is broken by a config that ends with 1 like an unformatted file', () => {
    const stderr = '[error] Invalid semi value. Expected true or false, but received 3.\n';
    expect(prettier.judge(exited(1, CHECKING, stderr), context)).toMatchObject({
      status: 'broken',
      message: 'Prettier could not check (exit code 1): Invalid semi value. Expected true or false, but received 3',
    });
  });

  it('is broken by a file that does not parse, and says which', () => {
    const stderr =
      '[error] syntax.js: SyntaxError: Unexpected token (1:14)\n[error] > 1 | export const = ;\n[error]     |              ^\n[error]   2 |\n';
    const stdout = `${CHECKING}Error occurred when checking code style in the above file.\n`;
    expect(prettier.judge(exited(2, stdout, stderr), context)).toMatchObject({
      status: 'broken',
      message: 'Prettier could not check (exit code 2): syntax.js: SyntaxError: Unexpected token (1:14)',
    });
  });

  it.each([1, 2, 127, 134])('is broken by code %i without a word', (code) => {
    expect(prettier.judge(exited(code), context).status).toBe('broken');
  });
});

describe('detecting prettier', () => {
  it.each([
    [factsOf({ '.prettierrc': '{}' }, { node: ['prettier'] }), '.prettierrc'],
    [factsOf({ 'package.json': '{ "prettier": {} }' }, { node: ['prettier'] }), 'package.json#prettier'],
    [factsOf({}, { node: ['prettier'] }), 'package.json: prettier'],
  ])('finds it by config or package (%#)', (repository, because) => {
    expect(prettier.detect(repository)).toEqual({ found: true, pace: 'fast', because });
  });

  it('says how to install it where only its config is there', () => {
    expect(prettier.detect(factsOf({ '.prettierrc': '{}' }))).toMatchObject({
      found: true,
      note: 'prettier is not in package.json: npm i -D prettier',
    });
  });

  it('has nothing to say elsewhere', () => {
    expect(prettier.detect(factsOf({ 'package.json': '{}' }))).toBeUndefined();
  });
});
