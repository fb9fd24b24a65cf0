import { describe, expect, it } from 'vitest';
import pytest from '../../src/tasks/pytest.ts';
import { contextIn } from '../support/preset-lab.ts';
import { exited, factsOf } from '../support/repository-facts.ts';

const context = contextIn('/project', []);

const FAILURES = `.FF.E                                                                    [100%]
==================================== ERRORS ====================================
__________________________ ERROR at setup of test_err __________________________

    @pytest.fixture
    def broken():
>       raise RuntimeError("boom\\nmore")
E       RuntimeError: boom
E       more

tests/test_bad.py:17: RuntimeError
=================================== FAILURES ===================================
___________________________________ test_bad ___________________________________

    def test_bad():
>       helper(add(1, 2))

tests/test_bad.py:8: 
_ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ 

    def helper(x):
>       assert x == 4, "not four"
E       AssertionError: not four
E       assert 3 == 4

tests/test_bad.py:5: AssertionError
_______________________________ TestC.test_p[1] ________________________________

    def test_p(self, x):
>       assert x == 2
E       assert 1 == 2

tests/test_bad.py:14: AssertionError
----------------------------- Captured stdout call -----------------------------
noise
other.py:99: AssertionError
================================ tests coverage ================================
_______________ coverage: platform linux, python 3.11.7-final-0 ________________

Coverage JSON written to file /tmp/scratch/coverage.json
=========================== short test summary info ============================
FAILED tests/test_bad.py::test_bad - AssertionError: not four
FAILED tests/test_bad.py::TestC::test_p[1] - assert 1 == 2
ERROR tests/test_bad.py::test_err - RuntimeError: boom
2 failed, 2 passed, 1 error in 0.04s
`;
const SUMMARY = FAILURES.slice(FAILURES.indexOf('=========================== short test'));

const COLLECTION = `
==================================== ERRORS ====================================
______________________ ERROR collecting tests/test_imp.py ______________________
ImportError while importing test module '/project/tests/test_imp.py'.
Hint: make sure your test modules/packages have valid Python names.
Traceback:
/usr/lib/python3.11/importlib/__init__.py:126: in import_module
    return _bootstrap._gcd_import(name[level:], package, level)
tests/test_imp.py:1: in <module>
    import nope
E   ModuleNotFoundError: No module named 'nope'
______________________ ERROR collecting tests/test_syn.py ______________________
.venv/lib/python3.11/site-packages/_pytest/python.py:528: in importtestmodule
    mod = import_path(
E     File "/project/tests/test_syn.py", line 1
E       def x(:
E             ^
E   SyntaxError: invalid syntax
=========================== short test summary info ============================
ERROR tests/test_imp.py
ERROR tests/test_syn.py
!!!!!!!!!!!!!!!!!!! Interrupted: 2 errors during collection !!!!!!!!!!!!!!!!!!!!
2 errors in 0.17s
`;
const unknown = (option: string) =>
  `ERROR: usage: pytest [options] [file_or_dir]\npytest: error: unrecognized arguments: ${option}\n  inifile: /project/pyproject.toml\n\n`;

describe('judging pytest', () => {
  it('finds the innermost line of each failure, and not what tests print', () => {
    const judgment = pytest.judge(exited(1, FAILURES), context);
    const file = 'tests/test_bad.py';
    expect('findings' in judgment ? judgment.findings : []).toEqual([
      { severity: 'error', message: 'ERROR at setup of test_err: RuntimeError: boom', file, line: 17 },
      { severity: 'error', message: 'test_bad: AssertionError: not four', file, line: 5 },
      { severity: 'error', message: 'TestC.test_p[1]: assert 1 == 2', file, line: 14 },
    ]);
  });

  it('shows the summary first and no coverage', () => {
    const judgment = pytest.judge(exited(1, FAILURES), context);
    const output = 'output' in judgment ? (judgment.output ?? '') : '';
    expect(output).toMatch(/^FAILED tests\/test_bad\.py::test_bad - /);
    expect(output).not.toMatch(/coverage/i);
    expect(output.split('\n').length).toBeLessThanOrEqual(40);
  });

  it('reads the summary where failures are not shown', () => {
    expect(pytest.judge(exited(1, SUMMARY), context)).toMatchObject({
      status: 'failed',
      findings: [
        { message: 'test_bad: AssertionError: not four', file: 'tests/test_bad.py' },
        { message: 'TestC::test_p[1]: assert 1 == 2', file: 'tests/test_bad.py' },
        { message: 'test_err: RuntimeError: boom', file: 'tests/test_bad.py' },
      ],
    });
  });

  it('takes from the summary what the report does not say', () => {
    const stdout =
      '=================================== FAILURES ===================================\n' +
      '____________________________________ test_x ____________________________________\n[XPASS(strict)] \n' +
      '=========================== short test summary info ============================\n' +
      'FAILED test_a.py::test_x - [XPASS(strict)] \n1 failed in 0.03s\n';
    expect(pytest.judge(exited(1, stdout), context)).toMatchObject({
      status: 'failed',
      findings: [{ message: 'test_x: [XPASS(strict)]', file: 'test_a.py' }],
    });
  });

  it('refuses benchmarks that became slower, as pytest-benchmark 5.3.1 says it', () => {
    const stderr =
      'Performance has regressed:\n' +
      "\ttest_fast (0001_base) - Field 'mean' has failed PercentageRegressionCheck: 367.882952630 > 50.000000000\n" +
      'Traceback (most recent call last):\npytest_benchmark.session.PerformanceRegression: Performance has regressed.\n';
    expect(pytest.judge(exited(1, '..  [100%]\n', stderr), context)).toMatchObject({
      status: 'failed',
      findings: [{ message: 'test_fast (0001_base): mean is 367.88% more, beyond 50%' }],
    });
  });

  it('says what makes the same examples again, as Hypothesis 6.170 and older ones do', () => {
    const hints =
      "E       You can reproduce this test case by temporarily adding @reproduce_failure('6.170.17', b'AEID6A==') as a decorator on your test function\n" +
      'You can add @seed(12) to this test or run pytest with --hypothesis-seed=12 to reproduce this failure.\n';
    const judgment = pytest.judge(exited(1, hints + SUMMARY), context);
    expect('findings' in judgment ? judgment.findings?.slice(-2).map(({ message }) => message) : []).toEqual([
      "the same example again: @reproduce_failure('6.170.17', b'AEID6A==')",
      'the same example again: --hypothesis-seed=12',
    ]);
  });

  it('is broken by tests that cannot be collected, and says which and why', () => {
    const judgment = pytest.judge(exited(2, COLLECTION), context);
    expect(judgment).toMatchObject({
      status: 'broken',
      message: expect.stringContaining('ERROR collecting tests/test_imp.py'),
    });
    expect(judgment).toMatchObject({ message: expect.stringContaining("ModuleNotFoundError: No module named 'nope'") });
    expect(judgment).toMatchObject({ message: expect.stringMatching(/`pythonpath` .*`pip install -e \.`$/) });
    expect(judgment).toMatchObject({ message: expect.stringContaining('SyntaxError: invalid syntax') });
  });

  it.each([
    ['--cov --cov-branch --cov-report=json:x --cov-fail-under=0', 'pip install pytest-cov'],
    ['-n', 'pip install pytest-xdist'],
    ['--dist=loadfile', 'pip install pytest-xdist'],
    ['--timeout=3', 'pip install pytest-timeout'],
    ['--benchmark-disable', 'pip install pytest-benchmark'],
    ['--hypothesis-profile=ci --timeout=3', 'pip install hypothesis pytest-timeout'],
  ])('names the plugin for %s', (options, hint) => {
    expect(pytest.judge(exited(4, '', unknown(options)), context)).toMatchObject({
      status: 'broken',
      message: expect.stringMatching(new RegExp(`${hint}$`)),
    });
  });

  it.each([
    [1, '', '', 'exit code 1'],
    [2, '!!!!!!!! KeyboardInterrupt !!!!!!!!\nno tests ran in 0.1s\n', '', 'exit code 2): KeyboardInterrupt'],
    [3, '', '', 'exit code 3'],
    [4, '', "ImportError while loading conftest '/project/conftest.py'.\n", 'conftest.py'],
    [4, '', 'ERROR: Missing required plugins: pytest-nope, pytest-other\n\n', 'pip install pytest-nope pytest-other'],
    [5, '\nno tests ran in 0.01s\n', '', 'no tests were collected'],
  ])('is broken by code %i (%#)', (code, stdout, stderr, message) => {
    expect(pytest.judge(exited(code, stdout, stderr), context)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('the command of pytest', () => {
  it('measures coverage with its own threshold off', () => {
    expect(pytest.check({})).toEqual([
      [
        'pytest',
        '-q',
        '--color=no',
        '--cov',
        '--cov-branch',
        '--cov-report=json:{scratch}/coverage.json',
        '--cov-fail-under=0',
      ],
    ]);
    expect(pytest.coverage({})).toEqual(['{scratch}/coverage.json']);
    expect(pytest.coverage({ coverage: false })).toEqual([]);
  });

  it('turns options into those of the plugins', () => {
    const options = { coverage: false, profile: 'ci', seed: 0, xdist: true, timeout: 30, benchmark: false };
    expect(pytest.check(options)).toEqual([
      [
        'pytest',
        '-q',
        '--color=no',
        '--hypothesis-profile=ci',
        '--hypothesis-seed=0',
        '-n',
        'auto',
        '--dist=loadfile',
        '--timeout=30',
        '--benchmark-disable',
      ],
    ]);
    expect(pytest.check({ coverage: false, benchmark: 'mean:10%' })[0]).toEqual(
      expect.arrayContaining(['--benchmark-compare', '--benchmark-compare-fail=mean:10%']),
    );
  });
});

describe('a run in which nothing was collected', () => {
  it('says so, and not what coverage.py warns of', () => {
    const warning =
      '/v/coverage/control.py:967: CoverageWarning: No data was collected. (no-data-collected); see https://e.org\n  self._warn("No data was collected.", slug="no-data-collected")\n';
    const judged = pytest.judge(exited(5, '\n\nno tests ran in 0.06s\n', warning), context);
    expect(judged).toMatchObject({
      status: 'broken',
      message: 'pytest could not check (exit code 5): no tests ran in 0.06s; no tests were collected',
    });
  });
});

describe('detecting pytest', () => {
  it('gates coverage where pytest-cov is there', () => {
    const repository = factsOf(
      { 'pyproject.toml': '[tool.pytest.ini_options]\n' },
      { python: ['pytest', 'pytest-cov'] },
    );
    expect(pytest.detect(repository)).toEqual({
      found: true,
      pace: 'thorough',
      because: 'pyproject.toml [tool.pytest]',
      gates: { coverage: { lines: 90, changed: 90 } },
    });
  });

  it('switches coverage off and says how to have it where it is not', () => {
    expect(pytest.detect(factsOf({ 'pytest.ini': '' }))).toMatchObject({
      because: 'pytest.ini',
      task: { options: { coverage: false } },
      note: expect.stringContaining('pip install pytest-cov'),
    });
  });

  it('says what is missing where only tests are there, and nothing elsewhere', () => {
    expect(pytest.detect(factsOf({ 'tests/test_a.py': '' }))).toMatchObject({
      found: false,
      note: expect.stringContaining('tests/test_a.py'),
    });
    expect(pytest.detect(factsOf({ 'a.py': '' }))).toBeUndefined();
  });
});
