import { describe, expect, it } from 'vitest';
import { judgesByFile } from '../../src/tool-output/eslint-reach.ts';

const rule = (plugin: string, name: string, isTyped = false) => ({ plugin, name, isTyped });

describe('ESLint judges file by file', () => {
  it.each([
    ['without a plugin', []],
    ['with rules of TypeScript that need no types', [rule('@typescript-eslint/eslint-plugin', 'no-explicit-any')]],
    [
      'with rules about how imports are written',
      [rule('eslint-plugin-import', 'first'), rule('eslint-plugin-react', 'jsx-key')],
    ],
  ])('%s', (_, rules) => {
    expect(judgesByFile({ rules, hasProgram: false })).toBe(true);
  });
});

describe('ESLint looks beyond a file', () => {
  it.each([
    ['with a rule that needs types', rule('@typescript-eslint/eslint-plugin', 'await-thenable', true)],
    ['with a rule that resolves imports', rule('eslint-plugin-import', 'no-cycle')],
    ['with a rule that resolves imports, by its other name', rule('eslint-plugin-import-x', 'no-unresolved')],
    ['with a rule that knows packages', rule('eslint-plugin-n', 'no-missing-import')],
    ['with a rule of a plugin that is not known', rule('eslint-plugin-acme', 'anything')],
    ['with a rule of a plugin that is called like what every object has', rule('constructor', 'name')],
    ['with the one rule of a plugin that asks for more', rule('eslint-plugin-unicorn', 'expiring-todo-comments')],
  ])('%s', (_, one) => {
    expect(judgesByFile({ rules: [rule('eslint-plugin-react', 'jsx-key'), one], hasProgram: false })).toBe(false);
  });

  it('with a program, whatever the rules', () => {
    expect(judgesByFile({ rules: [], hasProgram: true })).toBe(false);
  });
});
