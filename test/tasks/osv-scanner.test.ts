import { describe, expect, it } from 'vitest';
import { compileGlobs } from '../../src/config/globs.ts';
import { pathTest } from '../../src/core/globs.ts';
import osvScanner from '../../src/tasks/osv-scanner.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As osv-scanner 2.5.0 writes it, with fewer members of the vulnerability. */
const report = (...results: readonly object[]) =>
  JSON.stringify({ results, experimental_config: { licenses: { summary: false, allowlist: null } } }, undefined, 2);
const MINIMIST = {
  source: { path: '/project/package-lock.json', type: 'lockfile' },
  packages: [
    {
      package: { name: 'minimist', version: '1.2.0', ecosystem: 'npm' },
      vulnerabilities: [{ id: 'GHSA-vh95-rmgr-6w4m', summary: 'Prototype Pollution in minimist' }],
      groups: [{ ids: ['GHSA-vh95-rmgr-6w4m'], aliases: ['CVE-2020-7598'], max_severity: '5.6' }],
    },
  ],
};
const UNREACHED =
  'Scanning dir .\nStarting filesystem walk for root: /\nScanned /project/package-lock.json file and found 1 package\nError during extraction: (extracting as vulnmatch/osvdev) max retries exceeded: attempt 4: request failed: Post "https://api.osv.dev/v1/querybatch": no such host\n';
const NO_PACKAGES = 'Scanning dir .\nNo package sources found, --help for usage information.\n';

const judge = (code: number, stdout: string, stderr = 'Scanning dir .\n') =>
  judgeScanner(osvScanner, exited(code, stdout, stderr), { files: ['package-lock.json'] });

describe('judging osv-scanner', () => {
  it('refuses for each vulnerability', async () => {
    expect(await judge(1, report(MINIMIST))).toMatchObject({
      status: 'failed',
      findings: [
        {
          severity: 'error',
          message: 'minimist 1.2.0: Prototype Pollution in minimist',
          file: 'package-lock.json',
          rule: 'GHSA-vh95-rmgr-6w4m',
          rank: 'medium',
        },
      ],
    });
  });

  it('passes', async () => {
    expect(await judge(0, report())).toEqual({ status: 'passed' });
  });

  it.each([
    [127, report(), UNREACHED, 'request failed: Post "https://api.osv.dev/v1/querybatch"'],
    [128, '', NO_PACKAGES, 'it found no lock file that it knows'],
    [1, report(), '', 'exit code 1'],
    [0, '', '', 'its report cannot be used'],
  ])('is broken by code %i', async (code, stdout, stderr, message) => {
    expect(await judge(code, stdout, stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

it('is about lock files, of any language and in any folder', () => {
  const isAbout = pathTest(compileGlobs(osvScanner.files, []));
  const locks = ['a/package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'go.mod', 'Cargo.lock', 'x/pom.xml', 'uv.lock'];
  const others = ['packages.config', 'gradle.lockfile', 'stack.yaml.lock', 'requirements-dev.txt', 'x.cdx.json'];
  expect([...locks, ...others].filter((path) => !isAbout(path))).toEqual([]);
  expect(['package.json', 'a.go', 'lock', 'src/lock.ts'].filter((path) => isAbout(path))).toEqual([]);
  expect(osvScanner.check()).toEqual([['osv-scanner', 'scan', '--format', 'json', '--recursive', '.']]);
});

it('is found by its config', () => {
  const found = { found: true, pace: 'thorough', because: 'osv-scanner.toml' };
  expect(osvScanner.detect(factsOf({ 'osv-scanner.toml': '' }))).toEqual(found);
  expect(osvScanner.detect(factsOf({}))).toBeUndefined();
});
