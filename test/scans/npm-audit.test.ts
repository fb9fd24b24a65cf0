import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

const advisory = (more: object = {}) => ({
  source: 1179,
  name: 'minimist',
  dependency: 'minimist',
  title: 'Prototype Pollution in minimist',
  url: 'https://github.com/advisories/GHSA-xvch-5gv4-984h',
  severity: 'moderate',
  cwe: ['CWE-1321'],
  cvss: { score: 9.8, vectorString: 'CVSS:3.1/AV:N' },
  range: '<0.2.4',
  ...more,
});
const entry = (name: string, more: object = {}) => ({
  name,
  severity: 'high',
  isDirect: true,
  via: [advisory()],
  effects: [],
  range: '<=0.2.3',
  nodes: [`node_modules/${name}`],
  fixAvailable: true,
  ...more,
});
/** As npm 10 writes it. */
const report = (...entries: readonly { readonly name: string }[]) => ({
  auditReportVersion: 2,
  vulnerabilities: Object.fromEntries(entries.map((one) => [one.name, one])),
  metadata: { vulnerabilities: { total: entries.length }, dependencies: { total: 9 } },
});

it('reads one finding for each package', async () => {
  const found = await findingsIn('npm-audit', report(entry('minimist'), entry('mkdirp', { via: ['minimist'] })));
  expect(found).toEqual([
    { tool: 'npm-audit', rule: 'minimist', message: 'minimist <=0.2.3: Prototype Pollution in minimist', score: 9.8 },
    { tool: 'npm-audit', rule: 'mkdirp', message: 'mkdirp <=0.2.3: by minimist', word: 'high' },
  ]);
  expect(await findingsIn('npm-audit', report())).toEqual([]);
});

it.each([
  [
    'its word where there is no score',
    { severity: 'moderate', via: [advisory({ cvss: { score: 0, vectorString: null } })] },
    'medium',
  ],
  [
    'the gravest of scores and words',
    { severity: 'low', via: [advisory({ cvss: { score: 9.1 } }), 'other'] },
    'critical',
  ],
  ['none of an info', { severity: 'info', via: ['other'] }, 'none'],
])('ranks by %s', async (_what, more, word) => {
  expect(await findingsIn('npm-audit', report(entry('a', more)))).toMatchObject([{ word }]);
});

it.each([
  [
    'an error in place of a report',
    { error: { code: 'ENETUNREACH', summary: 'request failed', detail: '' } },
    'npm audit failed: request failed',
  ],
  [
    'an error beside a message',
    { message: 'request to https://registry failed', error: {} },
    'npm audit failed: request to https://registry failed',
  ],
  ['a report of npm 6', { actions: [], advisories: {}, muted: [], metadata: {} }, 'its `auditReportVersion` is not 2'],
  ['a report without a version', { ...report(), auditReportVersion: undefined }, 'its `auditReportVersion` is not 2'],
  ['a report without a list', { auditReportVersion: 2 }, 'it has no `vulnerabilities`'],
])('does not take %s for a clean one', async (_what, given, problem) => {
  expect(await problemOf(given)).toBe(problem);
});
