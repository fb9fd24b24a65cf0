import { describe, expect, it } from 'vitest';
import bandit from '../../src/tasks/bandit.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As bandit 1.9.4 writes it, with fewer metrics. */
const report = (results: readonly object[], errors: readonly object[] = []) =>
  JSON.stringify({
    errors,
    generated_at: '2026-11-26T05:07:53Z',
    metrics: { './bad.py': { loc: 7, nosec: 0, skipped_tests: 0 }, _totals: { loc: 7 } },
    results,
  });
const SHELL = {
  code: '9     hashlib.md5(b"x")\n10     return subprocess.run(command, shell=True)\n',
  col_offset: 11,
  end_col_offset: 46,
  filename: './bad.py',
  issue_confidence: 'HIGH',
  issue_cwe: { id: 78, link: 'https://cwe.mitre.org/data/definitions/78.html' },
  issue_severity: 'HIGH',
  issue_text: 'subprocess call with shell=True identified, security issue.',
  line_number: 10,
  line_range: [10],
  more_info: 'https://bandit.readthedocs.io/',
  test_id: 'B602',
  test_name: 'subprocess_popen_with_shell_equals_true',
};
const PASSWORD = {
  ...SHELL,
  issue_severity: 'LOW',
  issue_text: "Possible hardcoded password: 'hunter2'",
  line_number: 4,
  line_range: [4],
  test_id: 'B105',
};

const judge = (code: number, stdout: string, stderr = '') =>
  judgeScanner(bandit, exited(code, stdout, stderr), { files: ['bad.py', 'syntax.py'] });

describe('judging bandit', () => {
  it('reads places, rules and severities', async () => {
    expect(await judge(1, report([SHELL]))).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: 'subprocess call with shell=True identified, security issue.',
          file: 'bad.py',
          line: 10,
          column: 12,
          rule: 'B602',
          rank: 'high',
        },
      ],
    });
  });

  it('quotes no password', async () => {
    const judgment = await judge(1, report([PASSWORD]));
    expect(judgment).toMatchObject({ status: 'failed', findings: [{ rule: 'B105', rank: 'low' }] });
    expect(JSON.stringify(judgment)).not.toContain('hunter2');
  });

  it('passes', async () => {
    expect(await judge(0, report([]))).toEqual({ status: 'passed' });
  });

  it('is broken by a file that it could not parse, although it ends with 0', async () => {
    const unread = { filename: './syntax.py', reason: 'syntax error while parsing AST from file' };
    expect(await judge(0, report([], [unread]))).toEqual({
      status: 'broken',
      message: 'bandit could not check: ./syntax.py: syntax error while parsing AST from file',
    });
    expect((await judge(1, report([SHELL], [unread]))).status).toBe('broken');
  });

  it.each([
    [1, '', 'Traceback (most recent call last):\n  File "x"\nImportError: no yaml\n', 'ImportError: no yaml'],
    [1, report([]), '', 'exit code 1'],
    [0, '', '', 'its report cannot be used: it is empty'],
    [2, '', '[config]\tERROR\twhile parsing a flow node\n', 'while parsing a flow node'],
  ])('is broken by code %i with "%s"', async (code, stdout, stderr, message) => {
    expect(await judge(code, stdout, stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

it('blocks on HIGH as HIGH unless the options say otherwise', () => {
  const command = (severity: string) => [
    ['bandit', '-q', '-r', '--severity-level', severity, '-f', 'json', '--', '{files}'],
  ];
  expect(bandit.check({})).toEqual(command('high'));
  expect(bandit.check({ severity: 'medium' })).toEqual(command('medium'));
});

describe('detecting bandit', () => {
  it.each([
    [factsOf({ '.bandit': '' }), '.bandit', ['--ini', '.bandit']],
    [factsOf({ 'bandit.yaml': '' }), 'bandit.yaml', ['-c', 'bandit.yaml']],
    [factsOf({ 'pyproject.toml': '[tool.bandit]\n' }), 'pyproject.toml [tool.bandit]', ['-c', 'pyproject.toml']],
  ])('tells it of the config, which it does not look for (%#)', (repository, because, args) => {
    expect(bandit.detect(repository)).toEqual({ found: true, pace: 'fast', because, task: { options: { args } } });
  });

  it('finds it by its package, and has nothing to say elsewhere', () => {
    expect(bandit.detect(factsOf({}, { python: ['bandit'] }))).toEqual({
      found: true,
      pace: 'fast',
      because: 'Python package bandit',
    });
    expect(bandit.detect(factsOf({ 'a.py': '' }))).toBeUndefined();
  });
});
