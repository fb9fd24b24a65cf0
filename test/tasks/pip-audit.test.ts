import { describe, expect, it } from 'vitest';
import pipAudit from '../../src/tasks/pip-audit.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As pip-audit 2.10.1 writes it. */
const report = (...dependencies: readonly object[]) => JSON.stringify({ dependencies, fixes: [] });
const CLEAN = { name: 'idna', version: '3.10', vulns: [] };
const BAD = {
  name: 'jinja2',
  version: '2.4.1',
  vulns: [
    {
      id: 'PYSEC-2019-217',
      fix_versions: ['2.10.1'],
      aliases: ['CVE-2019-10906'],
      description: 'Jinja2 sandbox escape via string formatting',
    },
  ],
};
const SKIPPED = {
  name: 'My_Own',
  skip_reason: 'Dependency not found on PyPI and could not be audited: my-own (1.0)',
};
const UNREACHED = `Traceback (most recent call last):
  File "/v/urllib3/connection.py", line 239, in _new_conn
ConnectionRefusedError: [Errno 111] Connection refused

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/v/requests/adapters.py", line 723, in send
requests.exceptions.ProxyError: HTTPSConnectionPool(host='pypi.org', port=443): Max retries exceeded
`;

const judge = (code: number, stdout: string, stderr = '', options = {}) =>
  judgeScanner(pipAudit, exited(code, stdout, stderr), { options });

describe('judging pip-audit', () => {
  it('refuses for each vulnerability, as it says of none how grave it is', async () => {
    const judgment = await judge(1, report(CLEAN, BAD));
    expect(judgment).toMatchObject({
      status: 'failed',
      findings: [
        {
          severity: 'error',
          rule: 'PYSEC-2019-217',
          message: 'jinja2 2.4.1: Jinja2 sandbox escape via string formatting',
        },
      ],
    });
    expect(JSON.stringify(judgment)).not.toContain('rank');
    expect((await judge(0, report(BAD))).status).toBe('failed');
  });

  it('passes', async () => {
    expect(await judge(0, report(CLEAN), 'No known vulnerabilities found\n')).toEqual({ status: 'passed' });
  });

  it('is broken by a package that it passed over, unless that may be', async () => {
    expect(await judge(0, report(CLEAN, SKIPPED), 'No known vulnerabilities found\n')).toEqual({
      status: 'broken',
      message:
        'pip-audit did not look at all: Dependency not found on PyPI and could not be audited: my-own (1.0); name packages that nobody can audit under `unaudited` in its options',
    });
    expect((await judge(0, report(CLEAN, SKIPPED), '', { unaudited: ['my.own'] })).status).toBe('passed');
    expect((await judge(1, report(BAD, SKIPPED))).status).toBe('failed');
  });

  it.each([
    [1, '', UNREACHED, "requests.exceptions.ProxyError: HTTPSConnectionPool(host='pypi.org', port=443)"],
    [1, '', 'ERROR:pip_audit._cli:no lockfiles found in .\n', 'no lockfiles found in'],
    [1, report(CLEAN), '', 'exit code 1'],
    [0, '', '', 'its report cannot be used'],
    [2, report(BAD), '', 'exit code 2'],
  ])('is broken by code %i with "%s"', async (code, stdout, stderr, message) => {
    expect(await judge(code, stdout, stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

it('looks at the lock file, or at the requirements that the options name', () => {
  const flags = ['-f', 'json', '--progress-spinner', 'off'];
  expect(pipAudit.check({})).toEqual([['pip-audit', '--locked', '.', ...flags]]);
  const options = { requirements: ['a.txt', 'b.txt'] };
  expect(pipAudit.check(options)).toEqual([['pip-audit', '-r', 'a.txt', '-r', 'b.txt', ...flags]]);
  expect(pipAudit.alsoAbout(options)).toEqual(['a.txt', 'b.txt']);
  expect([pipAudit.holds({ remember: 'hour' }), pipAudit.holds({ remember: 'never' })]).toEqual([3_600_000, 0]);
});

it('is found where it is installed and there is something that it reads', () => {
  const python = ['pip-audit'];
  const found = { found: true, pace: 'thorough', because: 'Python package pip-audit' };
  expect(pipAudit.detect(factsOf({ 'pylock.toml': '', 'requirements.txt': '' }, { python }))).toEqual(found);
  expect(pipAudit.detect(factsOf({ 'requirements.txt': '', 'requirements-dev.txt': '' }, { python }))).toEqual({
    ...found,
    task: { options: { requirements: ['requirements-dev.txt', 'requirements.txt'] } },
  });
  expect(pipAudit.detect(factsOf({ 'uv.lock': '' }, { python }))).toMatchObject({
    found: false,
    note: expect.stringContaining('uv export'),
  });
  expect(pipAudit.detect(factsOf({ 'requirements.txt': '' }))).toBeUndefined();
});
