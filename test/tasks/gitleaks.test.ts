import { describe, expect, it } from 'vitest';
import gitleaks from '../../src/tasks/gitleaks.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As gitleaks 8.30.1 writes it. */
const LEAK = {
  RuleID: 'aws-access-token',
  Description: 'Identified a pattern that may indicate AWS credentials.',
  StartLine: 1,
  EndLine: 1,
  StartColumn: 8,
  EndColumn: 27,
  Match: 'REDACTED',
  Secret: 'REDACTED',
  File: 'k.py',
  SymlinkFile: '',
  Commit: '',
  Entropy: 3.6464393,
  Author: '',
  Email: '',
  Date: '0001-01-01T00:00:00Z',
  Message: '',
  Tags: [],
  Fingerprint: 'k.py:aws-access-token:1',
};
const ESCAPE = String.fromCharCode(27);
const logged = (level: string, text: string) =>
  `${ESCAPE}[90m5:07AM${ESCAPE}[0m ${ESCAPE}[31m${level}${ESCAPE}[0m ${ESCAPE}[1m${text}${ESCAPE}[0m\n`;
const NOT_SCANNED = `${logged('ERR', '[git] fatal: bad object 1111111')}${logged('INF', 'no leaks found')}`;

const judge = (code: number, stdout: string, stderr = logged('INF', '1 commits scanned.')) =>
  judgeScanner(gitleaks, exited(code, stdout, stderr), { files: ['k.py'] });

describe('judging gitleaks', () => {
  it('says where a secret is', async () => {
    expect(await judge(10, JSON.stringify([LEAK]))).toMatchObject({
      status: 'failed',
      findings: [
        {
          severity: 'error',
          message: 'a secret is written down here',
          file: 'k.py',
          line: 1,
          column: 8,
          rule: 'aws-access-token',
          rank: 'critical',
        },
      ],
    });
  });

  it('passes for this change alone: the same files may come to be in another way', async () => {
    expect(await judge(0, '[]\n')).toEqual({ status: 'passed', lasting: false });
  });

  it('goes by its code where it printed no report', async () => {
    expect(await judge(10, '', '')).toMatchObject({ status: 'failed', findings: [{ severity: 'error' }] });
    expect((await judge(0, '', '')).status).toBe('passed');
  });

  it('is broken where git could not list the commits, although it ends with 0 and an empty list', async () => {
    expect(await judge(0, '[]\n', NOT_SCANNED)).toMatchObject({
      status: 'broken',
      message: 'gitleaks could not check (exit code 0): [git] fatal: bad object 1111111',
    });
  });

  it.each([
    [1, logged('FTL', 'unable to load gitleaks config, err: While parsing config: toml: array is incomplete')],
    [1, ''],
    [126, 'Error: unknown flag: --nope\n'],
  ])('is broken by code %i', async (code, stderr) => {
    expect((await judge(code, '', stderr)).status).toBe('broken');
  });
});

it('looks at what is staged, of a pushed commit at each that is new, and at every commit where all files are meant', () => {
  const flags = ['--redact', '--exit-code', '10', '--no-banner', '--report-format', 'json', '--report-path', '-'];
  expect(gitleaks.check()).toEqual([['gitleaks', 'git', '--staged', ...flags]]);
  expect(gitleaks.checkBy()).toEqual({
    worktree: [
      ['gitleaks', 'git', '--staged', ...flags],
      ['gitleaks', 'git', '--pre-commit', ...flags],
    ],
    all: [
      ['gitleaks', 'git', ...flags],
      ['gitleaks', 'git', '--staged', ...flags],
      ['gitleaks', 'git', '--pre-commit', ...flags],
    ],
    commit: [['gitleaks', 'git', ...flags, '--log-opts=--remerge-diff {range}']],
  });
});

it('is found by its config', () => {
  const found = { found: true, pace: 'fast', because: '.gitleaks.toml' };
  expect(gitleaks.detect(factsOf({ '.gitleaks.toml': '' }))).toEqual(found);
  expect(gitleaks.detect(factsOf({ 'a.txt': '' }))).toBeUndefined();
});
