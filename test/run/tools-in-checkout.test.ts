import { spawnSync } from 'node:child_process';
import { readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckRecord, RunRecord } from '../../src/core/record.ts';
import { hookRequest } from '../../src/run/hook-request.ts';
import { onCommit } from '../../src/run/pushes/commit-scene.ts';
import { makeRunLab, type RunLab } from '../support/run-lab.ts';

const MODULES = path.resolve(import.meta.dirname, '../../node_modules');
const PYTHON = path.join(MODULES, '.cache/lattice-hooks-python');

/** Tools leave out folders by their names, and look upwards for their config: in the checkout they find what the commit holds. */
describe('real tools in a checkout', () => {
  let lab: RunLab;
  beforeEach(() => {
    lab = makeRunLab();
    lab.repository.write('.gitignore', 'node_modules\n.venv\n__pycache__\ncoverage*\n.coverage\n');
    symlinkSync(MODULES, path.join(lab.repository.root, 'node_modules'));
  });
  afterEach(() => lab.repository.remove());

  /** Pushes the last commit while what is given stands in the worktree. */
  const push = async (tasks: unknown, dirt: Readonly<Record<string, string>>, gates = {}): Promise<RunRecord> => {
    lab.configure({ slow: { on: ['pre-push'], tasks, gates } });
    const commit = lab.repository.git('rev-parse', 'HEAD');
    for (const [file, text] of Object.entries(dirt)) lab.repository.write(file, text);
    const request = hookRequest('pre-push', ['origin', 'url']);
    return onCommit(await lab.judge(), { commit, bases: [], branches: [] }, async (scene) => {
      expect(scene.directory).not.toBe(lab.repository.root);
      return lab.perform(await lab.ready(scene, request), request);
    });
  };
  const told = ({ task, status, findings, message }: CheckRecord) =>
    `${task} ${status}${findings.map(({ file }) => ` ${file}`).join('')}${message === undefined ? '' : `: ${message}`}`;

  it('runs Vitest with coverage on the commit', async () => {
    lab.repository.write('src/sum.js', 'export const sum = (a, b) => {\n  if (a > 9) return 9;\n  return a + b;\n};\n');
    lab.repository.write(
      'test/sum.test.js',
      "import { expect, it } from 'vitest';\nimport { sum } from '../src/sum.js';\nit('adds', () => expect(sum(1, 2)).toBe(3));\n",
    );
    lab.repository.write('package.json', '{ "type": "module" }');
    lab.repository.write('vitest.config.js', "export default { test: { coverage: { include: ['src/**'] } } };\n");
    const tasks = { tests: { uses: 'vitest', options: { coverage: true } } };
    const record = await push(tasks, { 'src/sum.js': 'export const sum = () => 0;\n' }, { coverage: { lines: 50 } });

    expect(record.checks.map(told)).toEqual(['tests passed']);
    expect(record.gates).toMatchObject([{ status: 'passed', files: { 'src/sum.js': expect.anything() } }]);
  });

  it('runs Jest, which leaves out what lies below a git directory', async () => {
    lab.repository.write('package.json', '{ "type": "commonjs" }');
    lab.repository.write('sum.js', 'exports.sum = (a, b) => a + b;\n');
    lab.repository.write('sum.test.js', "test('adds', () => expect(require('./sum.js').sum(1, 2)).toBe(3));\n");
    const record = await push({ tests: { uses: 'jest' } }, { 'sum.js': 'exports.sum = () => 0;\n' });

    expect(record.checks.map(told)).toEqual(['tests passed']);
  });

  it('runs linters and formatters, with the config of the commit and none of the worktree', async () => {
    lab.repository.write('package.json', '{ "type": "module" }\n');
    lab.repository.write('eslint.config.js', "export default [{ rules: { 'no-debugger': 'error' } }];\n");
    lab.repository.write('bad.js', 'debugger;\n');
    lab.repository.write('types.ts', "export const n: number = 'a';\n");
    lab.repository.write('tsconfig.json', '{ "compilerOptions": { "noEmit": true, "types": [] } }\n');
    const kinds = ['eslint', 'oxlint', 'prettier', 'biome', 'tsc'];
    const tasks = Object.fromEntries(
      kinds.map((uses) => [uses, { uses, files: uses === 'prettier' ? ['bad.js'] : ['**/*.{js,ts}'] }]),
    );
    const record = await push(tasks, {
      'bad.js': '"fine";\n',
      'types.ts': 'export const n = 1;\n',
      'eslint.config.js': 'export default [];\n',
      '.prettierrc': '{ "semi": false }\n',
    });
    const lines = Object.fromEntries(record.checks.map((check) => [check.task, told(check)]));

    expect(lines['eslint']).toBe('eslint failed bad.js');
    expect(lines['oxlint']).toContain('bad.js');
    expect(lines['biome']).toContain('biome failed');
    expect(lines['tsc']).toBe('tsc failed types.ts');
    // The untracked setting of the worktree would object to the semicolon.
    expect(lines['prettier']).toBe('prettier passed');
  });

  it('runs Ruff, Black and mypy', async () => {
    symlinkSync(PYTHON, path.join(lab.repository.root, '.venv'));
    lab.repository.write(
      'pyproject.toml',
      '[project]\nname = "shop"\nversion = "1"\n[tool.mypy]\nfiles = ["shop.py"]\n',
    );
    lab.repository.write('shop.py', 'import os\n\n\ndef one() -> int:\n    return  "1"\n');
    const record = await push(
      { ruff: { uses: 'ruff' }, black: { uses: 'black' }, mypy: { uses: 'mypy' }, format: { uses: 'ruff-format' } },
      { 'shop.py': '' },
    );

    expect(record.checks.map(({ task, status }) => `${task} ${status}`)).toEqual([
      'ruff failed',
      'black failed',
      'mypy failed',
      'format failed',
    ]);
    expect(record.checks.flatMap(({ findings }) => findings.map(({ file }) => file))).toEqual(
      expect.arrayContaining(['shop.py']),
    );
  });

  it('runs pytest on a package that is installed from the worktree', async () => {
    const environment = path.join(lab.repository.root, '.venv');
    spawnSync('python3', ['-m', 'venv', '--without-pip', environment]);
    const [version = ''] = readdirSync(path.join(environment, 'lib'));
    const installed = readdirSync(path.join(PYTHON, 'lib')).map((name) =>
      path.join(PYTHON, 'lib', name, 'site-packages'),
    );
    const packages = `.venv/lib/${version}/site-packages`;
    lab.repository.write(`${packages}/tools.pth`, `${installed.join('\n')}\n`);
    lab.repository.write(`${packages}/shop.pth`, `${lab.repository.root}/src\n`);
    const start = `#!${environment}/bin/python\nimport sys\nfrom pytest import console_main\nsys.exit(console_main())\n`;
    lab.repository.write('.venv/bin/pytest', start, 0o755);
    lab.repository.write('pyproject.toml', '[project]\nname = "shop"\nversion = "1"\n');
    lab.repository.write(
      'src/shop/__init__.py',
      'def total(a, b):\n    if a > 9:\n        return 9\n    return a + b\n',
    );
    lab.repository.write(
      'tests/test_shop.py',
      'import shop\n\n\ndef test_total():\n    assert shop.total(1, 2) == 3\n',
    );
    const tasks = { tests: { uses: 'pytest', options: { coverage: true } } };
    const record = await push(
      tasks,
      { 'src/shop/__init__.py': 'def total(a, b):\n    return 0\n' },
      { coverage: { lines: 50 } },
    );

    expect(record.checks.map(told)).toEqual(['tests passed']);
    expect(record.gates).toMatchObject([{ status: 'passed', files: { 'src/shop/__init__.py': expect.anything() } }]);
  });
});
