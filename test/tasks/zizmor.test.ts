import { describe, expect, it } from 'vitest';
import zizmor from '../../src/tasks/zizmor.ts';
import { exited, factsOf } from '../support/repository-facts.ts';
import { judgeScanner } from '../support/scanner-lab.ts';

const FILE = '.github/workflows/bad.yml';
/** As zizmor 1.32.0 writes it, without flows and logical places. */
const report = (...results: readonly object[]) =>
  JSON.stringify({
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json',
    runs: [
      {
        invocations: [{ executionSuccessful: true }],
        results,
        tool: { driver: { name: 'zizmor', semanticVersion: '1.32.0', version: '1.32.0' } },
      },
    ],
    version: '2.1.0',
  });
const ARTIPACKED = {
  kind: 'fail',
  level: 'warning',
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: FILE },
        region: { startColumn: 9, startLine: 7, endColumn: 34, endLine: 7 },
      },
    },
  ],
  message: { text: 'credential persistence through GitHub Actions artifacts' },
  properties: { 'zizmor/confidence': 'Low', 'zizmor/persona': 'Regular', 'zizmor/severity': 'Medium' },
  ruleId: 'zizmor/artipacked',
};
const UNREAD = ` INFO zizmor: zizmor v1.32.0
fatal: no audit was performed
failed to load file://.github/workflows/broken.yml as workflow

Caused by:
    0: invalid YAML syntax: did not find expected node content at line 2 column 1
    1: did not find expected node content

Stack backtrace:
   0: <anyhow::Error as core::convert::From<zizmor::Error>>::from
`;

const judge = (code: number, stdout: string, stderr = ' INFO zizmor: zizmor v1.32.0\n') =>
  judgeScanner(zizmor, exited(code, stdout, stderr), { files: [FILE] });

describe('judging zizmor', () => {
  it('refuses for what it has found, although it ends with 0', async () => {
    expect(await judge(0, report(ARTIPACKED))).toEqual({
      status: 'failed',
      othersPassed: true,
      findings: [
        {
          severity: 'error',
          message: 'credential persistence through GitHub Actions artifacts',
          file: FILE,
          line: 7,
          column: 9,
          rule: 'zizmor/artipacked',
          rank: 'medium',
        },
      ],
    });
  });

  it('passes', async () => {
    expect(await judge(0, report())).toEqual({ status: 'passed' });
  });

  it.each([
    [1, '', UNREAD, 'failed to load file://.github/workflows/broken.yml as workflow: invalid YAML syntax'],
    [0, '', '', 'its report cannot be used: it is empty'],
    [2, '', "error: unexpected argument '--no-such' found\n", "unexpected argument '--no-such'"],
    [3, '', '', 'exit code 3'],
  ])('is broken by code %i', async (code, stdout, stderr, message) => {
    expect(await judge(code, stdout, stderr)).toMatchObject({
      status: 'broken',
      message: expect.stringContaining(message),
    });
  });
});

it('passes over no file that it cannot read', () => {
  const [command] = zizmor.check({ severity: 'high' });
  expect(command).toEqual([
    ...['zizmor', '--offline', '--strict-collection', '--no-progress', '--format', 'sarif'],
    ...['--min-severity=high', '--', '{files}'],
  ]);
});

it('is found by its config or its package', () => {
  const found = { found: true, pace: 'fast', because: '.github/zizmor.yml' };
  expect(zizmor.detect(factsOf({ '.github/zizmor.yml': '' }))).toEqual(found);
  expect(zizmor.detect(factsOf({}, { python: ['zizmor'] }))).toMatchObject({ because: 'Python package zizmor' });
  expect(zizmor.detect(factsOf({}))).toBeUndefined();
});
