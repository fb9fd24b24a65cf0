import { describe, expect, it } from 'vitest';
import type { Tier } from '../../../src/core/task.ts';
import { wishedAt, wishOnce } from '../../../src/run/skips/wish-once.ts';
import { makeTask } from '../../support/work-lab.ts';

const tier = (on: readonly string[], tasks: Tier['tasks'], gates: Tier['gates'] = {}): Tier => ({
  name: on.join() || 'by hand',
  on,
  root: '',
  nested: [],
  gates,
  tasks,
});
const TIERS = [
  tier(['pre-commit'], [makeTask({ name: 'lint' }), makeTask({ name: 'secrets', required: true })]),
  tier(['pre-push'], [makeTask({ name: 'tests' })], { coverage: {} }),
  tier(['post-merge'], [makeTask({ name: 'install' })]),
  tier([], [makeTask({ name: 'e2e' })]),
];
const wish = (...names: readonly string[]) => wishOnce({ names, reason: 'why', lasts: 1000 }, TIERS, 5000);

describe('wishOnce', () => {
  it('makes a wish for each name, or one for everything', () => {
    expect(wish('lint', 'coverage', 'lint')).toEqual([
      { name: 'lint', reason: 'why', made: 5000, until: 6000 },
      { name: 'coverage', reason: 'why', made: 5000, until: 6000 },
    ]);
    expect(wish()).toEqual([{ reason: 'why', made: 5000, until: 6000 }]);
  });

  it.each([
    ['lnit', 'there is no task and no gate `lnit`; did you mean `lint`?'],
    ['secrets', '`secrets` is required: nobody can skip it'],
    ['e2e', '`e2e` runs at no commit and at no push, so there is nothing to skip'],
    ['install', '`install` runs at no commit and at no push, so there is nothing to skip'],
  ])('refuses %s', (name, message) => {
    expect(() => wish('lint', name)).toThrow(message);
  });
});

describe('wishedAt', () => {
  it('says which names a commit or a push has', () => {
    expect(wishedAt('commit', ['lint', 'tests'], TIERS)).toEqual(['lint']);
    expect(wishedAt('push', ['lint', 'tests', 'coverage'], TIERS)).toEqual(['tests', 'coverage']);
  });
});
