import { expect, it } from 'vitest';
import { findingsIn, problemOf } from '../support/scan-lab.ts';

/** As osv-scanner 2 writes it. */
const report = (...groups: readonly object[]) => ({
  results: [
    {
      source: { path: '/work/repo/requirements.txt', type: 'lockfile' },
      packages: [
        {
          package: { name: 'flask', version: '0.5', ecosystem: 'PyPI' },
          vulnerabilities: [
            { id: 'GHSA-1', summary: 'Flask is bad', database_specific: { severity: 'MODERATE' } },
            { id: 'PYSEC-1', details: 'long' },
            { id: 'PYSEC-2', details: 'Other' },
          ],
          groups,
        },
      ],
    },
  ],
  experimental_config: { licenses: { summary: false, allowlist: null } },
});
const group = (ids: readonly string[], score: string) => ({ ids, aliases: ids, max_severity: score });

it('reads one finding for each group, and for what is in none', async () => {
  const found = await findingsIn('osv-scanner', report(group(['GHSA-1', 'PYSEC-1'], '7.5')));
  expect(found).toEqual([
    {
      tool: 'osv-scanner',
      rule: 'GHSA-1',
      message: 'flask 0.5: Flask is bad',
      file: '/work/repo/requirements.txt',
      score: 7.5,
      word: 'medium',
    },
    { tool: 'osv-scanner', rule: 'PYSEC-2', message: 'flask 0.5: Other', file: '/work/repo/requirements.txt' },
  ]);
});

it('knows no score where there is none', async () => {
  expect((await findingsIn('osv-scanner', report(group(['PYSEC-2'], ''))))[0]).not.toHaveProperty('score');
});

it('is clean with an empty list that is known to be its own', async () => {
  expect(await findingsIn('osv-scanner', { results: [], experimental_config: {} })).toEqual([]);
  expect(await findingsIn('osv-scanner', { results: [] }, 'osv-scanner')).toEqual([]);
  expect(await problemOf({ results: [] })).toContain('no findings report of a known form');
  expect(await problemOf({ results: [{ source: {}, packages: [null] }] })).toBe('one of its `packages` is none');
});
