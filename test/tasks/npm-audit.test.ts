import { describe, expect, it } from 'vitest';
import npmAudit from '../../src/tasks/npm-audit.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

/** As npm 11.19 writes it. */
const report = (vulnerabilities: object) => JSON.stringify({ auditReportVersion: 2, vulnerabilities, metadata: {} });
const MINIMIST = {
  name: 'minimist',
  severity: 'moderate',
  isDirect: true,
  via: [
    {
      source: 'vh95-rmgr-6w4m',
      name: 'minimist',
      dependency: 'minimist',
      title: 'Prototype Pollution in minimist',
      url: 'https://github.com/advisories/GHSA-vh95-rmgr-6w4m',
      severity: 'moderate',
      cvss: { score: 5.6 },
      range: '>=1.0.0 <1.2.3',
    },
  ],
  effects: [],
  range: '>=1.0.0 <1.2.3',
  nodes: ['node_modules/minimist'],
};
const LODASH = { name: 'lodash', severity: 'critical', via: ['x'], range: '<4', nodes: [] };
const REFUSED = {
  message: 'request to http://127.0.0.1:9/-/npm/v1/security/advisories/bulk failed, reason: connect ECONNREFUSED',
  error: { summary: '', detail: '' },
};
const NO_LOCK = { error: { code: 'ENOLOCK', summary: 'This command requires an existing lockfile.', detail: '' } };

const judge = (code: number, stdout: string, options = {}) =>
  judgeScanner(npmAudit, exited(code, stdout, 'npm error audit endpoint returned an error\n'), { options });

describe('judging npm audit', () => {
  it('tells what is below the level, and refuses for what is not', async () => {
    expect(await judge(1, report({ minimist: MINIMIST, lodash: LODASH }))).toMatchObject({
      status: 'failed',
      findings: [
        {
          severity: 'warning',
          rule: 'minimist',
          rank: 'medium',
          message: 'minimist >=1.0.0 <1.2.3: Prototype Pollution in minimist',
        },
        { severity: 'error', rule: 'lodash', rank: 'critical' },
      ],
    });
    expect(await judge(0, report({ minimist: MINIMIST }))).toMatchObject({
      status: 'passed',
      findings: [{ severity: 'warning' }],
    });
  });

  it('refuses for all where npm refuses and no score says for which', async () => {
    expect(await judge(1, report({ minimist: MINIMIST }))).toMatchObject({
      status: 'failed',
      findings: [{ severity: 'error', rule: 'minimist' }],
    });
    expect(await judge(1, report({ minimist: MINIMIST }), { severity: 'moderate' })).toMatchObject({
      findings: [{ severity: 'error' }],
    });
  });

  it('passes', async () => {
    expect(await judge(0, report({}))).toEqual({ status: 'passed' });
  });

  it.each([
    [1, JSON.stringify(REFUSED), 'npm audit failed: request to http://127.0.0.1:9/'],
    [1, JSON.stringify(NO_LOCK), 'npm audit failed: This command requires an existing lockfile.'],
    [0, '{}', 'audit endpoint returned an error'],
    [1, report({}), 'exit code 1'],
    [7, report({}), 'exit code 7'],
  ])('is broken by code %i with %s', async (code, stdout, message) => {
    expect(await judge(code, stdout)).toMatchObject({ status: 'broken', message: expect.stringContaining(message) });
  });
});

it('never takes an answer from the cache for one of today', () => {
  const command = (level: string) => [['npm', 'audit', '--json', '--offline=false', `--audit-level=${level}`]];
  expect(npmAudit.check({})).toEqual(command('high'));
  expect(npmAudit.check({ severity: 'moderate' })).toEqual(command('moderate'));
  expect(npmAudit.holds({})).toBe(86_400_000);
});

it('is found where the project has set its level', () => {
  const files = { 'package-lock.json': '{}', '.npmrc': 'fund=false\naudit-level = critical\n' };
  expect(npmAudit.detect(factsOf(files))).toEqual({
    found: true,
    pace: 'thorough',
    because: '.npmrc: audit-level',
    task: { options: { severity: 'critical' } },
  });
  expect(npmAudit.detect(factsOf({ ...files, '.npmrc': 'audit-level=high' }))).not.toHaveProperty('task');
  expect(npmAudit.detect(factsOf({ 'package-lock.json': '{}' }))).toBeUndefined();
});
