import { describe, expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

/** As checkov 3.3.30 writes it, with fewer members. */
const part = (type: string, failed: readonly object[], unread: readonly string[] = []) => ({
  check_type: type,
  results: { failed_checks: failed, parsing_errors: unread },
  summary: { passed: 20, failed: failed.length, skipped: 0, parsing_errors: unread.length, checkov_version: '3.3.30' },
  url: 'Add an api key',
});
const CHECK = {
  check_id: 'CKV_DOCKER_7',
  bc_check_id: null,
  check_name: 'Ensure the base image uses a non latest version tag',
  check_result: { result: 'FAILED' },
  code_block: null,
  file_path: '/Dockerfile',
  file_abs_path: '/project/Dockerfile',
  repo_file_path: '/Dockerfile',
  file_line_range: [1, 3],
  resource: '/Dockerfile.FROM',
  severity: null,
};
const NOTHING = { passed: 0, failed: 0, skipped: 0, parsing_errors: 0, resource_count: 0, checkov_version: '3.3.30' };

describe("checkov's JSON", () => {
  it('holds one report for each kind of file, or one without a list', async () => {
    const finding = {
      tool: 'checkov',
      rule: 'CKV_DOCKER_7',
      message: 'Ensure the base image uses a non latest version tag: /Dockerfile.FROM',
      file: '/project/Dockerfile',
      line: 1,
      endLine: 3,
    };
    expect(await findingsIn('checkov', [part('terraform', []), part('dockerfile', [CHECK])])).toEqual([finding]);
    expect(await findingsIn('checkov', part('dockerfile', [CHECK]))).toEqual([finding]);
  });

  it('ranks by the severity that a platform gives', async () => {
    const [finding] = await findingsIn('checkov', part('dockerfile', [{ ...CHECK, severity: 'MEDIUM' }]));
    expect(finding).toMatchObject({ word: 'medium' });
  });

  it('quotes no secret', async () => {
    const secret = {
      ...CHECK,
      check_id: 'CKV_SECRET_2',
      check_name: 'AWS Access Key in-clear',
      file_abs_path: undefined,
    };
    const [finding] = await findingsIn('checkov', part('secrets', [secret]));
    expect(finding).toMatchObject({ about: 'secret', file: 'Dockerfile' });
    expect(JSON.stringify(finding)).not.toContain('in-clear');
  });

  it('is clean where there was nothing to look at', async () => {
    expect(await findingsIn('checkov', NOTHING)).toEqual([]);
  });

  it('is none where a file could not be read', async () => {
    const unread = part('terraform', [], ['/project/bad/x.tf']);
    expect(await problemOf([part('dockerfile', []), unread])).toBe('checkov could not read: /project/bad/x.tf');
    const counted = { ...unread, results: { failed_checks: [] } };
    expect(await problemOf(counted)).toBe('checkov could not read: 1 files');
    expect(await problemOf(part('terraform', [{ ...CHECK, check_id: undefined }]))).toContain('has no `check_id`');
  });
});

it('is not clean where it could read none of the files', async () => {
  expect(await problemOf({ ...NOTHING, parsing_errors: 1 })).toContain('no findings report of a known form');
});
