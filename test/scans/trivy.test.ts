import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

/** As trivy 0.6 writes it. */
const report = (result?: object) => ({
  SchemaVersion: 2,
  CreatedAt: '2026-11-26T00:00:00Z',
  ArtifactName: '.',
  ArtifactType: 'repository',
  ...(result === undefined
    ? {}
    : { Results: [{ Target: 'package-lock.json', Class: 'lang-pkgs', Type: 'npm', ...result }] }),
});
const vulnerability = (more: object = {}) => ({
  VulnerabilityID: 'CVE-2021-44906',
  PkgName: 'minimist',
  InstalledVersion: '1.2.0',
  FixedVersion: '1.2.6',
  Severity: 'CRITICAL',
  Title: 'prototype pollution',
  ...more,
});

it('reads vulnerabilities with the score of whoever gave the severity', async () => {
  const CVSS = { nvd: { V2Score: 7.5, V3Score: 9.8 }, ghsa: { V3Score: 5.6 } };
  const found = await findingsIn(
    'trivy',
    report({ Vulnerabilities: [vulnerability({ SeveritySource: 'ghsa', CVSS }), vulnerability({ CVSS })] }),
  );
  expect(found).toEqual([
    {
      tool: 'trivy',
      rule: 'CVE-2021-44906',
      message: 'minimist 1.2.0: prototype pollution',
      file: 'package-lock.json',
      about: 'vulnerability',
      score: 5.6,
      word: 'critical',
    },
    expect.objectContaining({ score: 9.8 }),
  ]);
});

it('knows no rank of what is unknown', async () => {
  const [found] = await findingsIn('trivy', report({ Vulnerabilities: [vulnerability({ Severity: 'UNKNOWN' })] }));
  expect(found).not.toHaveProperty('word');
  expect(found).not.toHaveProperty('score');
});

it('reads misconfigurations that failed, licenses, and secrets without their text', async () => {
  const Misconfigurations = [
    {
      ID: 'DS002',
      Title: 'root user',
      Message: 'Specify USER',
      Severity: 'HIGH',
      Status: 'FAIL',
      CauseMetadata: { StartLine: 2, EndLine: 3 },
    },
    { ID: 'DS001', Title: 'latest', Message: '', Severity: 'HIGH', Status: 'PASS' },
  ];
  const Secrets = [
    {
      RuleID: 'aws-access-key-id',
      Category: 'AWS',
      Severity: 'CRITICAL',
      Title: 'AWS key',
      StartLine: 4,
      EndLine: 4,
      Match: 'AKIAIOSFODNN7EXAMPLF',
    },
  ];
  const Licenses = [{ Severity: 'LOW', Category: 'notice', PkgName: 'left-pad', Name: 'WTFPL' }];
  expect(await findingsIn('trivy', report({ Target: 'Dockerfile', Misconfigurations, Secrets, Licenses }))).toEqual([
    {
      tool: 'trivy',
      rule: 'DS002',
      message: 'root user: Specify USER',
      file: 'Dockerfile',
      word: 'high',
      line: 2,
      endLine: 3,
    },
    {
      tool: 'trivy',
      rule: 'aws-access-key-id',
      message: 'a secret is written down here',
      file: 'Dockerfile',
      word: 'critical',
      about: 'secret',
      line: 4,
    },
    { tool: 'trivy', rule: 'WTFPL', message: 'license of left-pad: WTFPL', file: 'Dockerfile', word: 'low' },
  ]);
});

it('is clean without results, which it then leaves out', async () => {
  expect(await findingsIn('trivy', report())).toEqual([]);
  expect(await problemOf({ ...report(), SchemaVersion: 1 })).toBe('its `SchemaVersion` is not 2');
  expect(await problemOf({ ...report(), Results: 'none' })).toBe('its `Results` are no list');
  expect(await problemOf({ ...report(), Results: [null] })).toBe('one of its `Results` is none');
  expect(await problemOf(report({ Secrets: {} }))).toBe('it has no list of `Secrets`');
  expect(await findingsIn('trivy', report({ Secrets: null }))).toEqual([]);
});
