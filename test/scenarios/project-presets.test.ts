import { afterEach, describe, expect, it } from 'vitest';
import jest from '../../src/tasks/jest.ts';
import mypy from '../../src/tasks/mypy.ts';
import pytest from '../../src/tasks/pytest.ts';
import tsc from '../../src/tasks/tsc.ts';
import vitest from '../../src/tasks/vitest.ts';
import { type Lab, makeLab } from '../support/preset-lab.ts';

// The presets for whole projects against the real tools.

let labs: readonly Lab[] = [];

function lab(files: Readonly<Record<string, string>>): Lab {
  const made = makeLab(files);
  labs = [...labs, made];
  return made;
}

afterEach(() => {
  for (const one of labs) one.remove();
  labs = [];
});

describe('tsc', () => {
  const config = '{ "compilerOptions": { "strict": true, "types": [], "lib": ["es5"] }, "include": ["src"] }';

  it('passes what has the right types', () => {
    const { judgment } = lab({ 'tsconfig.json': config, 'src/a.ts': 'export const a: number = 1;\n' }).run(tsc, []);
    expect(judgment).toEqual({ status: 'passed' });
  });

  it('says where a type is wrong, in files with any name', () => {
    const text = '\nexport const a: number = "1";\n';
    const { judgment } = lab({ 'tsconfig.json': config, 'src/-- $(x) ".ts': text, 'src/b (1).ts': text }).run(tsc, []);
    const wrong = {
      severity: 'error',
      message: "Type 'string' is not assignable to type 'number'",
      rule: 'TS2322',
      line: 2,
      column: 14,
    };
    expect(judgment).toEqual({
      status: 'failed',
      findings: [
        { ...wrong, file: 'src/-- $(x) ".ts' },
        { ...wrong, file: 'src/b (1).ts' },
      ],
    });
  });

  it('fails for a file that does not parse', () => {
    const { judgment } = lab({ 'tsconfig.json': config, 'src/a.ts': 'export const = ;\n' }).run(tsc, []);
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ file: 'src/a.ts', line: 1, rule: 'TS1134' }] });
  });

  it('fails for a config with an unknown option, which it names', () => {
    const { judgment } = lab({
      'tsconfig.json': '{ "compilerOptions": { "stric": true, "types": [], "lib": ["es5"] } }',
      'a.ts': '',
    }).run(tsc, []);
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ file: 'tsconfig.json', rule: 'TS5025' }] });
  });

  it('builds references when it is told to', () => {
    const made = lab({
      'tsconfig.json': '{ "files": [], "references": [{ "path": "p" }] }',
      'p/tsconfig.json':
        '{ "compilerOptions": { "composite": true, "types": [], "lib": ["es5"], "outDir": "out" }, "include": ["src"] }',
      'p/src/a.ts': 'export const a: number = "1";\n',
    });
    expect(made.run(tsc, []).judgment.status).toBe('passed');
    const { judgment } = made.run(tsc, [], { options: { build: true } });
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ file: 'p/src/a.ts', line: 1 }] });
  });
});

describe('mypy', () => {
  const config = { 'pyproject.toml': '[tool.mypy]\nfiles = ["."]\npretty = true\n' };

  it('passes what has the right types', () => {
    expect(lab({ ...config, 'a.py': 'a: int = 1\n' }).run(mypy, []).judgment).toEqual({ status: 'passed' });
  });

  it('says where a type is wrong, without notes, in files with any name', () => {
    const text = 'a: int = 1\nb: int = "x"\nreveal_type(a)\n';
    const { judgment } = lab({ ...config, '-- $(x) ".py': text }).run(mypy, []);
    const message = 'Incompatible types in assignment (expression has type "str", variable has type "int")';
    expect(judgment).toEqual({
      status: 'failed',
      findings: [{ severity: 'error', message, file: '-- $(x) ".py', line: 2, column: 10, rule: 'assignment' }],
    });
  });

  it('is broken by a file that does not parse and says where', () => {
    const { judgment } = lab({ ...config, 'a.py': 'def f(:\n' }).run(mypy, []);
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringContaining('a.py:1:8') });
  });

  it.each([
    {
      what: 'an unknown plugin',
      text: '[tool.mypy]\nfiles = ["."]\nplugins = ["absent_plugin"]\n',
      message: 'absent_plugin',
    },
    { what: 'nothing to check', text: '[tool.mypy]\n', message: '"args": ["."]' },
  ])('is broken by $what', ({ text, message }) => {
    const { judgment } = lab({ 'pyproject.toml': text, 'a.py': 'a: int = 1\n' }).run(mypy, []);
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });
});

const ADD = 'function add(a, b) {\n  if (a > 100) {\n    return 0;\n  }\n  return a + b;\n}\n';
const NO_COVERAGE = { options: { coverage: false } };

describe('vitest', () => {
  const add = `export ${ADD}`;
  const head = "import { expect, it } from 'vitest';\nimport { add } from '../src/add.js';\n";
  const good = `${head}it('adds', () => {\n  expect(add(1, 2)).toBe(3);\n});\n`;
  const bad = `${head}it('adds, wrongly', () => {\n  expect(add(1, 2)).toBe(4);\n});\n`;
  const project = { 'package.json': '{ "type": "module" }', 'src/add.js': add, 'test/add.test.js': good };

  it('passes in spite of thresholds, and leaves coverage', () => {
    const thresholds = "{ 100: true, perFile: true, autoUpdate: true, 'src/**.js': { lines: 100 } }";
    const config = `export default { test: { coverage: { include: ['src/**'], thresholds: ${thresholds} } } };\n`;
    const { judgment, reports } = lab({ ...project, 'vitest.config.js': config }).run(vitest, []);
    expect(judgment).toEqual({ status: 'passed' });
    expect(reports).toEqual(['coverage/coverage-final.json']);
  });

  it('says which assertion failed, and keeps the coverage', () => {
    const { judgment, reports } = lab({ ...project, 'test/-- $(x) b.test.js': bad }).run(vitest, []);
    expect(judgment).toMatchObject({
      status: 'failed',
      findings: [
        {
          message: 'adds, wrongly: AssertionError: expected 3 to be 4 // Object.is equality',
          file: 'test/-- $(x) b.test.js',
          line: 4,
          column: 21,
        },
      ],
      output: expect.stringContaining('AssertionError: expected 3 to be 4'),
    });
    expect(reports).toEqual(['coverage/coverage-final.json']);
  });

  it('fails for a test file that does not parse', () => {
    const { judgment } = lab({ ...project, 'test/b.test.js': 'const x = ;\n' }).run(vitest, [], NO_COVERAGE);
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ file: 'test/b.test.js' }] });
  });

  it('leaves no coverage when that is switched off', () => {
    const config = 'export default { test: { coverage: { enabled: true, thresholds: { 100: true } } } };\n';
    const { judgment, reports } = lab({ ...project, 'vitest.config.js': config }).run(vitest, [], NO_COVERAGE);
    expect({ judgment, reports }).toEqual({ judgment: { status: 'passed' }, reports: [] });
    expect(vitest.coverage({ coverage: false })).toEqual([]);
  });

  it.each([
    {
      what: 'a config that does not load',
      files: { ...project, 'vitest.config.js': 'export default {' },
      message: /expected/i,
    },
    { what: 'no test at all', files: { 'package.json': '{}' }, message: /No test files found/ },
    {
      what: 'an environment that is not installed',
      files: { ...project, 'vitest.config.js': 'export default { test: { environment: "happy-dom" } };\n' },
      message: /npm i -D happy-dom/,
    },
    {
      what: 'a coverage provider that is not installed',
      files: { ...project, 'vitest.config.js': 'export default { test: { coverage: { provider: "istanbul" } } };\n' },
      message: /npm i -D @vitest\/coverage-istanbul/,
    },
  ])('is broken by $what', ({ files, message }) => {
    const { judgment } = lab(files).run(vitest, []);
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringMatching(message) });
  });
});

describe('jest', () => {
  const head = "const { add } = require('../src/add.js');\n";
  const good = `${head}test('adds', () => {\n  console.log('{"x":');\n  expect(add(1, 2)).toBe(3);\n});\n`;
  const bad = `${head}test('adds, wrongly', () => {\n  expect(add(1, 2)).toBe(4);\n});\n`;
  const project = { 'package.json': '{}', 'src/add.js': `${ADD}exports.add = add;\n`, 'test/add.test.js': good };

  it('passes in spite of thresholds, and leaves coverage', () => {
    const config = "module.exports = { coverageThreshold: { global: { lines: 100 }, './src/': { branches: 100 } } };\n";
    const { judgment, reports } = lab({ ...project, 'jest.config.js': config }).run(jest, []);
    expect(judgment).toEqual({ status: 'passed' });
    expect(reports).toEqual(['coverage/coverage-final.json']);
  });

  it('says which assertion failed, and keeps the coverage', () => {
    const { judgment, reports } = lab({ ...project, 'test/-- $(x) b.test.js': bad }).run(jest, []);
    expect(judgment).toMatchObject({
      status: 'failed',
      findings: [
        {
          message: 'adds, wrongly: Error: expect(received).toBe(expected) // Object.is equality',
          file: 'test/-- $(x) b.test.js',
          line: 3,
          column: 21,
        },
      ],
      output: expect.stringContaining('Expected: 4'),
    });
    expect(reports).toEqual(['coverage/coverage-final.json']);
  });

  it('fails for a test file that does not parse and says where', () => {
    const { judgment } = lab({ ...project, 'test/b.test.js': 'const x = ;\n' }).run(jest, [], NO_COVERAGE);
    const finding = { message: 'SyntaxError: Unexpected token', file: 'test/b.test.js', line: 1, column: 11 };
    expect(judgment).toMatchObject({ status: 'failed', findings: [finding] });
  });

  it('leaves no coverage when that is switched off', () => {
    const config = 'module.exports = { collectCoverage: true, coverageThreshold: { global: { lines: 100 } } };\n';
    const { judgment, reports } = lab({ ...project, 'jest.config.js': config }).run(jest, [], NO_COVERAGE);
    expect({ judgment, reports }).toEqual({ judgment: { status: 'passed' }, reports: [] });
  });

  it.each([
    {
      what: 'a config that does not load',
      files: { ...project, 'jest.config.js': 'module.exports = {' },
      message: /Unexpected end/,
    },
    { what: 'no test at all', files: { 'package.json': '{}' }, message: /No tests found/ },
    {
      what: 'an environment that is not installed',
      files: { ...project, 'jest.config.js': 'module.exports = { testEnvironment: "jsdom" };\n' },
      message: /npm i -D jest-environment-jsdom/,
    },
  ])('is broken by $what', ({ files, message }) => {
    const { judgment } = lab(files).run(jest, []);
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringMatching(message) });
  });
});

describe('pytest', () => {
  const add = 'def add(a, b):\n    if a > 100:\n        return 0\n    return a + b\n';
  const good = 'from add import add\n\n\ndef test_add():\n    assert add(1, 2) == 3\n';
  const bad = 'from add import add\n\n\nclass TestAdd:\n    def test_bad(self):\n        assert add(1, 2) == 4, "no"\n';
  const settings = '[tool.pytest.ini_options]\npythonpath = "."\n[tool.coverage.report]\nfail_under = 100\n';
  const project = { 'pyproject.toml': settings, 'add.py': add, 'test_add.py': good };

  it('passes in spite of thresholds, and leaves coverage', () => {
    const { judgment, reports } = lab(project).run(pytest, []);
    expect({ judgment, reports }).toEqual({ judgment: { status: 'passed' }, reports: ['coverage.json'] });
  });

  it('says which assertion failed, and keeps the coverage', () => {
    const { judgment, reports } = lab({ ...project, 'test_bad.py': bad }).run(pytest, []);
    expect(judgment).toMatchObject({
      status: 'failed',
      findings: [{ message: 'TestAdd.test_bad: AssertionError: no', file: 'test_bad.py', line: 6 }],
      output: expect.stringMatching(/^FAILED test_bad.py::TestAdd::test_bad - AssertionError: no\n/),
    });
    expect(reports).toEqual(['coverage.json']);
  });

  it.each(['short', 'native', 'no', 'line'])('names file and test with --tb=%s', (style) => {
    const { judgment } = lab({ ...project, 'test_bad.py': bad }).run(pytest, [], {
      options: { args: [`--tb=${style}`] },
    });
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ file: 'test_bad.py' }] });
    expect(JSON.stringify(judgment)).toMatch(/TestAdd(\.|::)test_bad/);
  });

  it('leaves no coverage when that is switched off', () => {
    const { judgment, reports } = lab(project).run(pytest, [], NO_COVERAGE);
    expect({ judgment, reports }).toEqual({ judgment: { status: 'passed' }, reports: [] });
  });

  it.each([
    {
      what: 'tests that cannot be imported',
      files: { ...project, 'test_b.py': 'import absent\n' },
      message: /test_b\.py.*absent/,
    },
    {
      what: 'tests that do not parse',
      files: { ...project, 'test_b.py': 'def x(:\n' },
      message: /test_b\.py.*SyntaxError/,
    },
    { what: 'no test at all', files: { 'a.py': 'a = 1\n' }, message: /no tests were collected/ },
    {
      what: 'a config that does not parse',
      files: { ...project, 'pyproject.toml': '[tool.pytest' },
      message: /pyproject\.toml/,
    },
    {
      what: 'a required plugin that is not installed',
      files: { ...project, 'pyproject.toml': '[tool.pytest.ini_options]\nrequired_plugins = "pytest-absent"\n' },
      message: /pip install pytest-absent/,
    },
    {
      what: 'a conftest that raises',
      files: { ...project, 'conftest.py': 'raise ValueError(3)\n' },
      message: /conftest/,
    },
  ])('is broken by $what', ({ files, message }) => {
    const { judgment } = lab(files).run(pytest, []);
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringMatching(message) });
  });

  it.each([
    { options: { coverage: false, xdist: true }, hint: 'pip install pytest-xdist' },
    { options: { coverage: false, timeout: 30 }, hint: 'pip install pytest-timeout' },
    { options: { coverage: false, profile: 'ci', seed: 1 }, hint: 'pip install hypothesis' },
    { options: { coverage: false, benchmark: 'mean:10%' }, hint: 'pip install pytest-benchmark' },
    { options: { args: ['-p', 'no:cov'] }, hint: 'pip install pytest-cov' },
  ])('names the plugin that an option needs: $hint', ({ options, hint }) => {
    const { judgment } = lab(project).run(pytest, [], { options });
    expect(judgment).toMatchObject({ status: 'broken', message: expect.stringContaining(hint) });
  });
});
