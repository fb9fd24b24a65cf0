import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { policySchema } from '../../src/coverage-gate/policy.ts';

describe('the policy', () => {
  const schema = policySchema(z);

  it.each([
    {},
    { lines: 90, branches: '89.995', functions: -3, statements: 0, changed: 100 },
    { perFile: 80 },
    { perFile: { lines: 80, branches: '70.5' }, partial: 'uncovered', pathMap: { '/app/': '' } },
    { changed: 80, include: ['src/**'], exclude: 'src/gen/**', base: 'origin/main' },
  ])('takes %j', (policy) => {
    expect(z.safeParse(schema, policy).success).toBe(true);
  });

  it.each([
    { lines: 101 },
    { lines: '90%' },
    { lines: -1.5 },
    { changed: true },
    { perFile: { changed: 80 } },
    { perFile: 'x' },
    { partial: 'yes' },
    { pathMap: { '/app/': 1 } },
    { ratchet: true },
    { line: 90 },
  ])('refuses %j', (policy) => {
    expect(z.safeParse(schema, policy).success).toBe(false);
  });
});
