import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { policySchema, readPolicy } from '../../src/findings-gate/policy.ts';

const isValid = (policy: object) => z.safeParse(policySchema(z), policy).success;

describe('the schema', () => {
  it.each<object>([
    { input: 'out/a.json' },
    { input: ['out/*.sarif', { path: 'out/leaks.json', tool: 'gitleaks' }], failOn: 'low', unknownAs: 'critical' },
    { input: 'a', newOnly: true, base: 'origin/main', rules: { 'ruff/S311': 'low', 'eslint/*': 'none' } },
    { input: 'a', ignore: [{ rule: 'bandit/B101', files: 'tests/**', reason: 'asserts', until: '2027-01-01' }] },
    { input: 'a', ignore: [{ rule: 'bandit/*', files: ['a', 'b'], reason: 'x' }] },
  ])('lets %j through', (policy) => {
    expect(isValid(policy)).toBe(true);
  });

  it.each<object>([
    {},
    { input: [] },
    { input: '' },
    { input: [{ tool: 'gitleaks' }] },
    { input: 'a', failOn: 'HIGH' },
    { input: 'a', rules: { S311: 'low' } },
    { input: 'a', rules: { 'ruff/S311': 'moderate' } },
    { input: 'a', ignore: [{ rule: 'bandit/B101' }] },
    { input: 'a', ignore: [{ rule: 'bandit/B101', reason: ' ' }] },
    { input: 'a', ignore: [{ rule: 'B101', reason: 'x' }] },
    { input: 'a', ignore: [{ rule: 'bandit/B101', reason: 'x', until: '2027-02-30' }] },
    { input: 'a', ignore: [{ rule: 'bandit/B101', reason: 'x', until: 'tomorrow' }] },
    { input: 'a', level: 'high' },
  ])('refuses %j', (policy) => {
    expect(isValid(policy)).toBe(false);
  });
});

it('blocks from high up unless told otherwise', () => {
  expect(readPolicy({ input: 'a' })).toEqual({
    inputs: [{ path: 'a' }],
    failOn: 'high',
    unknownAs: 'high',
    newOnly: false,
    base: undefined,
    rules: [],
    ignore: [],
  });
});
