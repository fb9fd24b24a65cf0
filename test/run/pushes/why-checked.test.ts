import { describe, expect, it } from 'vitest';
import type { CommitRecord } from '../../../src/core/record.ts';
import type { Tier } from '../../../src/core/task.ts';
import { whyChecked, whyOwed } from '../../../src/run/pushes/why-checked.ts';
import { makeTask } from '../../support/work-lab.ts';

const sought = (name: string, tasks: Tier['tasks'] = []) => ({
  tier: { name, root: '', nested: [], on: ['pre-commit'], tasks, gates: {} } satisfies Tier,
  left: [],
});
const commit = (number: number, state: CommitRecord['state'], more: Partial<CommitRecord> = {}): CommitRecord => ({
  id: `${number}`.repeat(40),
  subject: `change ${number}`,
  committer: 'Test',
  state,
  skips: [],
  ...more,
});

describe('whyChecked', () => {
  it('names the commits that were not checked, and no others', () => {
    expect(whyChecked([sought('fast')], [commit(1, 'proven'), commit(2, 'unproven')])).toBe(
      '`fast` runs at this push too: 2222222 (change 2) was not checked by it when it was made',
    );
  });

  it('says what was left out, and why where that is known', () => {
    const skips = [
      { task: 'lint', by: 'env', reason: 'in a hurry' },
      { task: 'types', by: 'env', reason: '' },
    ] as const;
    expect(whyChecked([sought('fast'), sought('docs')], [commit(1, 'skipped', { skips })])).toBe(
      '`fast`, `docs` run at this push too: 1111111 (change 1) was made without `lint` (in a hurry), `types`',
    );
  });

  it('names the tasks that look at commits anew, where that explains it', () => {
    const secrets = makeTask({ name: 'secrets', checkBy: { commit: [['scan']] } });
    const one = sought('fast', [makeTask(), secrets]);
    expect(whyChecked([one], [commit(1, 'proven')])).toBe(
      '`fast` runs at this push too: `secrets` looks at each commit that is new',
    );
    expect(whyChecked([one, sought('docs')], [])).toContain('not checked together before');
  });

  it('names the newest of many and counts them all', () => {
    const text = whyChecked(
      [sought('fast')],
      [1, 2, 3, 4, 5].map((number) => commit(number, number === 1 ? 'proven' : 'unproven')),
    );
    expect(text).not.toContain('change 2');
    expect(text).toContain('(change 3)');
    expect(text).toMatch(/; and so on, 4 of 5 commits$/);
  });

  it('says that commits which were checked one by one were not checked together', () => {
    expect(whyChecked([sought('fast')], [commit(1, 'proven')])).toContain('was not checked together before');
  });
});

describe('whyOwed', () => {
  const skip = (task: string, reason: string) => ({ task, by: 'env', reason }) as const;
  const owed = { debts: [], comparisons: new Map(), skips: [skip('tests', 'no time'), skip('types', '')] };

  it('names what is made up for now, and not what is left out again', () => {
    expect(whyOwed(owed, new Set(['tests', 'types', 'lint']))).toEqual([
      'an earlier push was accepted without `tests` (no time), `types`: what it brought is looked at now',
    ]);
    expect(whyOwed(owed, new Set(['types']))).toEqual([
      'an earlier push was accepted without `types`: what it brought is looked at now',
    ]);
    expect(whyOwed(owed, new Set(['lint']))).toEqual([]);
    expect(whyOwed(undefined, new Set(['tests']))).toEqual([]);
  });
});
