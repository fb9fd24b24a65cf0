import { describe, expect, it } from 'vitest';
import trivy from '../../src/tasks/trivy.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As trivy 0.74.0 writes it, with fewer members; vulnerabilities as its documentation has them. */
const report = (...results: readonly object[]) =>
  JSON.stringify({ SchemaVersion: 2, ArtifactName: '.', ArtifactType: 'filesystem', Results: results });
const SECRET = {
  Target: 'deploy.sh',
  Class: 'secret',
  Secrets: [
    {
      RuleID: 'aws-access-key-id',
      Category: 'AWS',
      Severity: 'CRITICAL',
      Title: 'AWS Access Key ID',
      StartLine: 1,
      EndLine: 1,
      Match: 'AWS_ACCESS_KEY_ID=********************',
    },
  ],
};
const LATEST = {
  Target: 'Dockerfile',
  Class: 'config',
  Type: 'dockerfile',
  MisconfSummary: { Successes: 23, Failures: 1 },
  Misconfigurations: [
    {
      Type: 'Dockerfile Security Check',
      ID: 'DS-0001',
      Title: "':latest' tag used",
      Message: "Specify a tag in the 'FROM' statement for image 'alpine'",
      Severity: 'MEDIUM',
      Status: 'FAIL',
      CauseMetadata: { Provider: 'Dockerfile', Service: 'general', StartLine: 1, EndLine: 1 },
    },
  ],
};
const MINIMIST = {
  Target: 'package-lock.json',
  Class: 'lang-pkgs',
  Type: 'npm',
  Vulnerabilities: [
    {
      VulnerabilityID: 'CVE-2021-44906',
      PkgName: 'minimist',
      InstalledVersion: '1.2.0',
      FixedVersion: '1.2.6',
      Title: 'prototype pollution',
      Severity: 'CRITICAL',
      SeveritySource: 'ghsa',
      CVSS: { ghsa: { V3Score: 9.8 }, nvd: { V3Score: 9.8 } },
    },
  ],
};
const NO_DATABASE =
  '2026-11-26T05:39:25Z\tFATAL\tFatal error\trun error: init error: DB error: failed to download vulnerability DB: OCI artifact error\n';

const judge = (code: number, stdout: string, stderr = '') =>
  judgeScanner(trivy, exited(code, stdout, stderr), { files: ['deploy.sh', 'Dockerfile', 'package-lock.json'] });

describe('judging trivy', () => {
  it('tells secrets, misconfigurations and vulnerabilities, with their ranks', async () => {
    const judgment = await judge(10, report(SECRET, LATEST, MINIMIST));
    expect(judgment.status).toBe('failed');
    expect('findings' in judgment ? judgment.findings : []).toMatchObject([
      {
        file: 'deploy.sh',
        line: 1,
        rule: 'aws-access-key-id',
        rank: 'critical',
        message: 'a secret is written down here',
      },
      { file: 'Dockerfile', line: 1, rule: 'DS-0001', rank: 'medium' },
      {
        file: 'package-lock.json',
        rule: 'CVE-2021-44906',
        rank: 'critical',
        message: 'minimist 1.2.0: prototype pollution',
      },
    ]);
  });

  it('goes by its code where it printed another form', async () => {
    expect((await judge(0, '')).status).toBe('passed');
    expect(await judge(10, 'a table')).toMatchObject({
      status: 'failed',
      findings: [{ message: 'trivy refused (exit code 10) and printed no report that says for what' }],
    });
  });

  it('passes', async () => {
    expect(await judge(0, report())).toEqual({ status: 'passed' });
  });

  it('is broken by any other code, and says why', async () => {
    expect(await judge(1, '', NO_DATABASE)).toMatchObject({
      status: 'broken',
      message:
        'trivy could not check (exit code 1): run error: init error: DB error: failed to download vulnerability DB: OCI artifact error',
    });
    expect((await judge(1, report(MINIMIST))).status).toBe('broken');
  });
});

describe('what trivy looks for', () => {
  const command = (scanners: string, ...more: readonly string[]) => [
    ['trivy', 'fs', '--scanners', scanners, '--exit-code', '10', '--format', 'json', '--quiet', ...more, '.'],
  ];

  it('is everything, for a day', () => {
    expect(trivy.check({})).toEqual(command('vuln,secret,misconfig'));
    expect(trivy.holds({})).toBe(86_400_000);
  });

  it('is what the options say', () => {
    expect(trivy.check({ scanners: ['secret'], severity: 'HIGH,CRITICAL' })).toEqual(
      command('secret', '--severity', 'HIGH,CRITICAL'),
    );
    expect(trivy.holds({ scanners: ['secret'] })).toBeUndefined();
    expect(trivy.holds({ scanners: ['misconfig'] })).toBe(86_400_000);
  });
});

it('is found by its config', () => {
  const found = { found: true, pace: 'thorough', because: '.trivyignore' };
  expect(trivy.detect(factsOf({ '.trivyignore': '' }))).toEqual(found);
  expect(trivy.detect(factsOf({ Dockerfile: '' }))).toBeUndefined();
});
