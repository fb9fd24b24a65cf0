import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/core/task.ts';
import { checkNames, knownNames, selectTiers } from '../../src/run/select-tiers.ts';
import { makeTask } from '../support/work-lab.ts';

const tier = (name: string, on: readonly string[], more: Partial<Tier> = {}): Tier => ({
  name,
  on,
  root: '',
  nested: [],
  gates: {},
  tasks: [makeTask({ name: 'lint' })],
  ...more,
});
const FAST = tier('fast', ['pre-commit']);
const NESTED = tier('fast', ['pre-commit'], { root: 'packages/a' });
const SLOW = tier('slow', ['pre-push', 'pull_request', 'push:main'], { gates: { coverage: {} } });
const TIERS = [FAST, NESTED, SLOW];
const byHand = { byHook: false };

describe('selectTiers', () => {
  it('chooses tiers by their name, in every folder', () => {
    expect(selectTiers('fast', TIERS, byHand)).toEqual({ tiers: [FAST, NESTED], trigger: 'manual' });
  });

  it.each(['pre-push', 'pull_request', 'push:main'])('chooses tiers by %s', (name) => {
    expect(selectTiers(name, TIERS, byHand)).toEqual({ tiers: [SLOW], trigger: name });
  });

  it.each(['commit-msg', 'merge_group', 'schedule:0 3 * * *'])('knows %s, which no tier has', (name) => {
    expect(selectTiers(name, TIERS, byHand)).toEqual({ tiers: [], trigger: name });
  });

  it.each(['nothing', '', 'constructor', 'update'])('knows nothing called %j', (name) => {
    expect(selectTiers(name, TIERS, byHand)).toBeUndefined();
  });

  it('takes a name that is both for the tier by hand, and for the hook when git calls', () => {
    const odd = tier('pre-commit', ['pre-push']);

    expect(selectTiers('pre-commit', [FAST, odd], byHand)).toEqual({ tiers: [odd], trigger: 'manual' });
    expect(selectTiers('pre-commit', [FAST, odd], { byHook: true })).toEqual({ tiers: [FAST], trigger: 'pre-commit' });
  });
});

it('knows every name that could have been meant, once', () => {
  expect(knownNames(TIERS)).toEqual(['fast', 'slow', 'pre-commit', 'pre-push', 'pull_request', 'push:main']);
});

it('knows names of tasks and gates, once', () => {
  expect(checkNames(TIERS)).toEqual(['lint', 'coverage']);
});
