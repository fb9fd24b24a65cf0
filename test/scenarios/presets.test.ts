import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToolKind } from '../../src/core/contracts/tasks.ts';
import biome from '../../src/tasks/biome.ts';
import black from '../../src/tasks/black.ts';
import eslint from '../../src/tasks/eslint.ts';
import oxlint from '../../src/tasks/oxlint.ts';
import prettier from '../../src/tasks/prettier.ts';
import ruff from '../../src/tasks/ruff.ts';
import ruffFormat from '../../src/tasks/ruff-format.ts';
import { type Lab, makeLab } from '../support/preset-lab.ts';

// Every preset for single files against the real tool. What one tool calls a failure another calls a crash: the table
// says which, and the tests are the same for all.

interface PresetCase {
  readonly name: string;
  readonly kind: ToolKind;
  readonly extension: string;
  readonly config: Readonly<Record<string, string>>;
  readonly brokenConfig: Readonly<Record<string, string>>;
  readonly clean: string;
  readonly wrong: string;
  /** Wrong in a way that the fixing command mends. */
  readonly fixable: string;
  readonly fixed: string;
  readonly unparsable: string;
  readonly onSyntaxError: 'failed' | 'broken';
  /** What stands where in `wrong`. */
  readonly finding: Readonly<Record<string, unknown>>;
}

const JS = { extension: 'js', clean: 'export const a = 1;\n', unparsable: 'export const = ;\n' } as const;
const PY = { extension: 'py', clean: 'a = 1\n', unparsable: 'def f(:\n    pass\n' } as const;

const CASES: readonly PresetCase[] = [
  {
    ...JS,
    name: 'prettier',
    kind: prettier,
    config: { '.prettierrc': '{}', '.prettierignore': 'ignored' },
    brokenConfig: { '.prettierrc': '{"semi": 3}' },
    wrong: 'const  a=1\n',
    fixable: 'const  a=1\n',
    fixed: 'const a = 1;\n',
    onSyntaxError: 'broken',
    finding: { severity: 'error' },
  },
  {
    ...JS,
    name: 'eslint',
    kind: eslint,
    config: {
      'package.json': '{ "type": "module" }',
      'eslint.config.js':
        "export default [{ ignores: ['ignored/**'] }, { rules: { 'no-unused-vars': 'error', 'prefer-const': 'warn' } }];\n",
    },
    brokenConfig: { 'eslint.config.js': "export default [{ rules: { 'no-such-rule': 2 } }];\n" },
    wrong: '\nconst a = 1;\n',
    fixable: 'let b = 2;\nexport { b };\n',
    fixed: 'const b = 2;\nexport { b };\n',
    onSyntaxError: 'failed',
    finding: {
      severity: 'error',
      line: 2,
      column: 7,
      rule: 'no-unused-vars',
      message: "'a' is assigned a value but never used",
    },
  },
  {
    ...JS,
    name: 'biome',
    kind: biome,
    config: {
      'biome.json': '{ "files": { "includes": ["**", "!ignored"] }, "formatter": { "indentStyle": "space" } }',
    },
    brokenConfig: { 'biome.json': '{ "linter": { "rules": { "nope": { "x": "error" } } } }' },
    wrong: 'export const a = 1;\ndebugger;\n',
    fixable: 'export const f = () => {\n  let b = 2;\n  return b;\n};\n',
    fixed: 'export const f = () => {\n  const b = 2;\n  return b;\n};\n',
    onSyntaxError: 'failed',
    finding: { severity: 'error', line: 2, column: 1, rule: 'lint/suspicious/noDebugger' },
  },
  {
    ...JS,
    name: 'oxlint',
    kind: oxlint,
    config: {
      '.oxlintrc.json': '{ "ignorePatterns": ["ignored/**"], "rules": { "eqeqeq": "error", "no-debugger": "error" } }',
    },
    brokenConfig: { '.oxlintrc.json': '{ "rules": { "no-such-rule": "error" } }' },
    wrong: '\ndebugger;\n',
    fixable: 'export const q = (x) => typeof x == "string";\n',
    fixed: 'export const q = (x) => typeof x === "string";\n',
    onSyntaxError: 'failed',
    finding: { severity: 'error', line: 2, column: 1, rule: 'eslint(no-debugger)' },
  },
  {
    ...PY,
    name: 'ruff',
    kind: ruff,
    config: { 'pyproject.toml': '[tool.ruff]\nextend-exclude = ["ignored"]\n' },
    brokenConfig: { 'pyproject.toml': '[tool.ruff.lint]\nselect = ["NOPE"]\n' },
    wrong: '\nx = undefined_name\n',
    fixable: 'import os\n',
    fixed: '',
    onSyntaxError: 'failed',
    finding: { severity: 'error', line: 2, column: 5, rule: 'F821', message: 'Undefined name `undefined_name`' },
  },
  {
    ...PY,
    name: 'ruff-format',
    kind: ruffFormat,
    config: { 'pyproject.toml': '[tool.ruff]\nextend-exclude = ["ignored"]\n' },
    brokenConfig: { 'pyproject.toml': '[tool.ruff\n' },
    wrong: 'a = 1\nx  = 1\n',
    fixable: 'x  = 1\n',
    fixed: 'x = 1\n',
    onSyntaxError: 'broken',
    finding: { severity: 'error', line: 2 },
  },
  {
    ...PY,
    name: 'black',
    kind: black,
    config: { 'pyproject.toml': '[tool.black]\nforce-exclude = "ignored"\n' },
    brokenConfig: { 'pyproject.toml': '[tool.black\n' },
    wrong: 'a = 1\nx  = 1\n',
    fixable: 'x  = 1\n',
    fixed: 'x = 1\n',
    onSyntaxError: 'broken',
    finding: { severity: 'error', line: 2 },
  },
];

describe.each(CASES)('$name', (preset) => {
  const { kind, extension } = preset;
  const odd = `-- $(x) ".${extension}`;
  const [clean, wrong, fixable, syntax] = ['clean', 'wrong', 'fixable', 'syntax'].map(
    (name) => `${name}.${extension}`,
  ) as [string, string, string, string];
  let lab: Lab;

  beforeAll(() => {
    lab = makeLab({
      ...preset.config,
      [clean]: preset.clean,
      [wrong]: preset.wrong,
      [fixable]: preset.fixable,
      [syntax]: preset.unparsable,
      [odd]: preset.wrong,
      [`ignored/a.${extension}`]: preset.wrong,
    });
  });
  afterAll(() => lab.remove());

  it('passes a clean file', () => {
    expect(lab.run(kind, [clean]).judgment).toEqual({ status: 'passed' });
  });

  it('says where the wrong file is wrong, and that the others have passed', () => {
    const { judgment } = lab.run(kind, [clean, wrong]);
    expect(judgment).toMatchObject({ status: 'failed', othersPassed: true });
    expect('findings' in judgment ? judgment.findings : []).toContainEqual(
      expect.objectContaining({ ...preset.finding, file: wrong }),
    );
  });

  it('hands over a name that looks like an option and a command', () => {
    expect(lab.run(kind, [odd]).judgment).toMatchObject({ status: 'failed', findings: [{ file: odd }] });
  });

  it('refuses a fixable file, mends it, and then has nothing to say', () => {
    lab.write({ [fixable]: preset.fixable });
    expect(lab.run(kind, [fixable]).judgment).toMatchObject({ status: 'failed', findings: [{ file: fixable }] });
    expect(lab.run(kind, [fixable], { fixing: true }).judgment).toEqual({ status: 'passed' });
    expect(readFileSync(path.join(lab.directory, fixable), 'utf8')).toBe(preset.fixed);
  });

  it(`calls a file that does not parse ${preset.onSyntaxError}, fixing or not, and names it`, () => {
    for (const fixing of [false, true]) {
      const { judgment } = lab.run(kind, [syntax], { fixing });
      expect(judgment.status).toBe(preset.onSyntaxError);
      expect(JSON.stringify(judgment)).toContain(syntax);
    }
  });

  it('passes over a file that the config ignores', () => {
    expect(lab.run(kind, [`ignored/a.${extension}`]).judgment).toEqual({ status: 'passed' });
  });

  it('is broken by a broken config and by an unknown option, not failed', () => {
    const unknown = lab.run(kind, [clean], { options: { args: ['--no-such-option'] } });
    // Prettier says that it ignores the option.
    expect(unknown.judgment.status).toBe(preset.name === 'prettier' ? 'passed' : 'broken');
    lab.write(preset.brokenConfig);
    for (const fixing of [false, true]) {
      expect(lab.run(kind, [wrong], { fixing }).judgment).toMatchObject({
        status: 'broken',
        message: expect.any(String),
      });
    }
    lab.write(preset.config);
  });
});

describe('a linter whose warnings refuse', () => {
  it.each([
    { kind: eslint, config: { 'eslint.config.mjs': "export default [{ rules: { eqeqeq: 'warn' } }];\n" } },
    { kind: oxlint, config: { '.oxlintrc.json': '{ "rules": { "eqeqeq": "warn" } }' } },
    {
      kind: biome,
      config: { 'biome.json': '{ "linter": { "rules": { "suspicious": { "noDoubleEquals": "warn" } } } }' },
    },
  ])('keeps the word of the tool and claims no pass for the rest', ({ kind, config }) => {
    const lab = makeLab({ ...config, 'a.js': 'export const q = (x) => x == 2;\n', 'b.js': 'export const b = 1;\n' });
    const { judgment } = lab.run(kind, ['a.js', 'b.js']);
    lab.remove();
    expect(judgment).toMatchObject({ status: 'failed', othersPassed: false });
    expect('findings' in judgment ? judgment.findings : []).toContainEqual(
      expect.objectContaining({ severity: 'warning', file: 'a.js', line: 1, column: 27 }),
    );
  });
});

describe('a missing plugin', () => {
  it.each([
    {
      kind: prettier,
      config: { '.prettierrc': '{ "plugins": ["prettier-plugin-absent"] }' },
      hint: 'npm i -D prettier-plugin-absent',
    },
    {
      kind: eslint,
      config: { 'eslint.config.mjs': "import plugin from '@absent/eslint-plugin/flat';\nexport default [plugin];\n" },
      hint: 'npm i -D @absent/eslint-plugin',
    },
  ])('is named with the command that installs it: $hint', ({ kind, config, hint }) => {
    const lab = makeLab({ ...config, 'a.js': 'export const a = 1;\n' });
    const { judgment } = lab.run(kind, ['a.js']);
    lab.remove();
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringContaining(hint) });
  });
});
