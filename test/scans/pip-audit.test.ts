import { expect, it } from 'vitest';
import { decode, findingsIn } from '../support/scan-lab.ts';

/** As pip-audit 2 writes it. */
const report = {
  dependencies: [
    { name: 'click', version: '8.1.0', vulns: [] },
    {
      name: 'flask',
      version: '0.5',
      vulns: [
        {
          id: 'PYSEC-2019-179',
          fix_versions: ['1.0'],
          aliases: ['CVE-2019-1010083'],
          description: 'Flask before 1.0\nis affected',
        },
        { id: 'PYSEC-2018-66', fix_versions: ['0.12.3'], aliases: ['CVE-2018-1000656'], description: '' },
      ],
    },
    { name: 'own', skip_reason: 'Dependency not found on PyPI and could not be audited: own (0.1)' },
  ],
  fixes: [],
};

it('reads each vulnerability, and knows no rank of any', async () => {
  expect(await findingsIn('pip-audit', report)).toEqual([
    { tool: 'pip-audit', rule: 'PYSEC-2019-179', message: 'flask 0.5: Flask before 1.0 is affected' },
    { tool: 'pip-audit', rule: 'PYSEC-2018-66', message: 'flask 0.5: is vulnerable' },
  ]);
});

it('tells what was not looked at', async () => {
  expect(await decode(report)).toMatchObject({
    reading: {
      notes: ['pip-audit did not look at own: Dependency not found on PyPI and could not be audited: own (0.1)'],
    },
  });
});
