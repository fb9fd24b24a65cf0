import { describe, expect, it } from 'vitest';
import semgrep from '../../src/tasks/semgrep.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As semgrep 1.185.0 writes it, without its times. */
const report = (results: readonly object[], errors: readonly object[] = []) =>
  JSON.stringify({ version: '1.185.0', results, errors, paths: { scanned: ['bad.py'] }, skipped_rules: [] });
const result = (rule: string, severity: string, line: number, col: number) => ({
  check_id: rule,
  path: 'bad.py',
  start: { line, col, offset: 14 },
  end: { line, col: col + 8, offset: 22 },
  extra: { message: `what ${rule} says`, metadata: {}, severity, lines: 'requires login', engine_kind: 'OSS' },
});
const NO_CONFIG = [
  {
    code: 2,
    level: 'error',
    type: 'SemgrepError',
    message: 'WARNING: unable to find a config; path `.semgrep.yml` does not exist',
  },
  { code: 7, level: 'error', type: 'SemgrepError', message: 'invalid configuration file found' },
];
const UNREACHED = `Traceback (most recent call last):
  File "/v/urllib3/connection.py", line 60, in create_connection
socket.gaierror: [Errno -2] Name or service not known

Traceback (most recent call last):
requests.exceptions.ConnectionError: HTTPSConnectionPool(host='semgrep.dev', port=443): Max retries exceeded
`;

const judge = (code: number, stdout: string, stderr = '') =>
  judgeScanner(semgrep, exited(code, stdout, stderr), { files: ['bad.py'] });

describe('judging semgrep', () => {
  it('reads places, rules and severities', async () => {
    const results = [result('no-print', 'WARNING', 2, 5), result('no-eval', 'ERROR', 3, 12)];
    expect(await judge(1, report(results))).toMatchObject({
      status: 'failed',
      findings: [
        { file: 'bad.py', line: 2, column: 5, rule: 'no-print', rank: 'medium', message: 'what no-print says' },
        { file: 'bad.py', line: 3, column: 12, rule: 'no-eval', rank: 'high' },
      ],
    });
  });

  it('passes', async () => {
    expect(await judge(0, report([]))).toEqual({ status: 'passed' });
  });

  it.each([
    [7, report([], NO_CONFIG), '', 'semgrep met an error: WARNING: unable to find a config; path `.semgrep.yml`'],
    [0, report([], NO_CONFIG), '', 'semgrep met an error'],
    [2, '', UNREACHED, "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='semgrep.dev', port=443)"],
    [1, '', 'Traceback (most recent call last):\nModuleNotFoundError: x\n', 'ModuleNotFoundError: x'],
  ])('is broken by code %i', async (code, stdout, stderr, message) => {
    expect(await judge(code, stdout, stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

describe('the rules of semgrep', () => {
  it('are those of the project, and a pass holds', () => {
    expect(semgrep.check({})).toEqual([
      [
        ...['semgrep', 'scan', '--error', '--json', '--metrics=off', '--disable-version-check'],
        ...['--config', '.semgrep.yml', '.'],
      ],
    ]);
    expect(semgrep.holds({})).toBeUndefined();
    expect(semgrep.holds({ config: ['rules', 'https.yml'] })).toBeUndefined();
  });

  it.each(['auto', 'p/python', 'r/python.lang', 'https://e.org/r.yml'])('may come from elsewhere: %s', (config) => {
    expect(semgrep.holds({ config: ['own.yml', config] })).toBe(86_400_000);
    const [command] = semgrep.check({ config, severity: 'ERROR' });
    expect(command?.slice(-5)).toEqual(['--severity', 'ERROR', '--config', config, '.']);
  });
});

it('is about the rules that lie in the repository', () => {
  expect(semgrep.alsoAbout({})).toEqual(['.semgrep.yml', '.semgrep.yml/**']);
  const config = ['./rules/', 'p/python', '../up.yml', '/etc/rules.yml', 'https://e.org/r.yml', '.'];
  expect(semgrep.alsoAbout({ config })).toEqual(['rules', 'rules/**']);
});

it('is found where the project has rules', () => {
  const found = { found: true, pace: 'thorough' };
  expect(semgrep.detect(factsOf({ '.semgrep.yml': '' }))).toEqual({ ...found, because: '.semgrep.yml' });
  expect(semgrep.detect(factsOf({ '.semgrep/a.yml': '' }))).toEqual({
    ...found,
    because: '.semgrep',
    task: { options: { config: '.semgrep' } },
  });
  expect(semgrep.detect(factsOf({}, { python: ['semgrep'] }))).toMatchObject({ found: false });
  expect(semgrep.detect(factsOf({}))).toBeUndefined();
});
