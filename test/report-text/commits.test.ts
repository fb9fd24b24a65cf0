import { describe, expect, it } from 'vitest';
import type { CommitRecord } from '../../src/core/record.ts';
import { commitLines, provenText } from '../../src/report-text/commits.ts';
import { openPage } from '../../src/report-text/page.ts';
import { aRecord } from '../support/records.ts';

const commit = (state: CommitRecord['state'], more: Partial<CommitRecord> = {}): CommitRecord => ({
  id: 'abcdef0'.padEnd(40, '1'),
  subject: 'change a',
  committer: 'Ann',
  state,
  skips: [],
  ...more,
});
const lines = (commits: readonly CommitRecord[], width = 200) =>
  commitLines(aRecord({ commits }), openPage({ color: false, width }));

describe('the lines of commits', () => {
  it('say how each was made, by whom something was left out, and why', () => {
    const skips = [
      { task: 'lint', by: 'env', reason: 'in a hurry' },
      { task: 'types', by: 'env', reason: '' },
    ] as const;
    expect(lines([commit('proven'), commit('unproven'), commit('skipped', { skips })])).toEqual([
      '✓ abcdef0  proven    change a',
      '! abcdef0  unproven  change a',
      '- abcdef0  skipped   change a (`lint` left out by Ann: in a hurry; `types` left out by Ann)',
    ]);
  });

  it('are none of a run that is not of a range', () => {
    expect(commitLines(aRecord(), openPage({ color: false, width: 80 }))).toEqual([]);
    expect(provenText(aRecord())).toBeUndefined();
  });

  it('stay within the page', () => {
    const long = lines([commit('unproven', { subject: 'many words '.repeat(20) })], 80);
    expect(long.length).toBeGreaterThan(1);
    for (const line of long) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('make control characters harmless', () => {
    const skips = [{ task: 'li\u001bnt', by: 'env', reason: '\u001b[2Jx' }] as const;
    const text = lines([commit('skipped', { subject: 'a\u001b[31m\u0007b', committer: 'A\u202en', skips })]).join('');
    expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it.each([
    [[], 'no commits in this range'],
    [[commit('proven')], '1 commit proven'],
    [[commit('proven'), commit('proven')], '2 commits proven'],
  ])('are summed up', (commits, text) => {
    expect(provenText(aRecord({ commits }))).toBe(text);
  });
});
