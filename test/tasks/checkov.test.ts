import { describe, expect, it } from 'vitest';
import checkov from '../../src/tasks/checkov.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As checkov 3.3.30 writes it, with fewer members. */
const report = (failed: readonly object[], unread: readonly string[] = []) =>
  JSON.stringify({
    check_type: 'dockerfile',
    results: { failed_checks: failed, parsing_errors: unread },
    summary: { failed: failed.length, parsing_errors: unread.length, checkov_version: '3.3.30' },
  });
const LATEST = {
  check_id: 'CKV_DOCKER_7',
  check_name: 'Ensure the base image uses a non latest version tag',
  file_abs_path: '/project/Dockerfile',
  file_line_range: [1, 1],
  resource: '/Dockerfile.FROM',
  severity: null,
};

const judge = (code: number, stdout: string, stderr = '') =>
  judgeScanner(checkov, exited(code, stdout, stderr), { files: ['Dockerfile'] });

describe('judging checkov', () => {
  it('refuses for each check that failed', async () => {
    expect(await judge(1, report([LATEST]))).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', file: 'Dockerfile', line: 1, rule: 'CKV_DOCKER_7' }],
    });
  });

  it('passes', async () => {
    expect(await judge(0, report([]))).toEqual({ status: 'passed' });
  });

  it.each([
    [0, report([], ['/project/bad/x.tf']), '', 'checkov could not read: /project/bad/x.tf'],
    [1, '', 'Traceback (most recent call last):\nKeyError: x\n', 'KeyError: x'],
    [
      2,
      '',
      "usage: checkov [-h]\ncheckov: error: Couldn't parse config file: while parsing\n",
      "Couldn't parse config",
    ],
  ])('is broken by code %i', async (code, stdout, stderr, message) => {
    expect(await judge(code, stdout, stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

it('fetches nothing', () => {
  expect(checkov.check()).toEqual([['checkov', '-d', '.', '-o', 'json', '--compact', '--skip-download']]);
});

it('is found by its config or its package', () => {
  const found = { found: true, pace: 'thorough', because: '.checkov.yaml' };
  expect(checkov.detect(factsOf({ '.checkov.yaml': '' }))).toEqual(found);
  expect(checkov.detect(factsOf({}, { python: ['checkov'] }))).toMatchObject({ because: 'Python package checkov' });
  expect(checkov.detect(factsOf({}))).toBeUndefined();
});
