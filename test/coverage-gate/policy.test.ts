import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { policySchema } from '../../src/coverage-gate/policy-schema.ts';

describe('the policy', () => {
  const schema = policySchema(z);

  it.each([
    {},
    { lines: 90, branches: '89.995', functions: -3, statements: 0, changed: 100 },
    { perFile: 80 },
    { perFile: { lines: 80, branches: '70.5' }, partial: 'uncovered', pathMap: { '/app/': '' } },
    { perFile: { changed: 80 } },
    { perFile: [{ lines: 70 }, { files: 'src/core/**', lines: 95, branches: '90.5', functions: -1, statements: 1 }] },
    { groups: [{ files: ['src/a/**', 'src/b/**'], lines: 95, changed: 100 }] },
    { ratchet: true },
    { ratchet: false },
    { ratchet: { tolerance: '0.25' } },
    { ratchet: {} },
    { waivers: [{ files: 'src/legacy/**', reason: 'goes in March', until: '2027-03-31' }] },
    { changed: 80, include: ['src/**'], exclude: 'src/gen/**', base: 'origin/main' },
  ])('takes %j', (policy) => {
    expect(z.safeParse(schema, policy).success).toBe(true);
  });

  it.each([
    { lines: 101 },
    { lines: '90%' },
    { lines: -1.5 },
    { changed: true },
    { perFile: { files: 'src/**' } },
    { perFile: [{ files: 'src/**' }] },
    { perFile: [{ files: [], lines: 1 }] },
    { perFile: [80] },
    { groups: [{ lines: 95 }] },
    { groups: [{ files: 'src/**' }] },
    { groups: { 'src/**': 90 } },
    { ratchet: 0.5 },
    { ratchet: { tolerance: -1 } },
    { waivers: [{ files: 'src/**', reason: 'x' }] },
    { waivers: [{ files: 'src/**', reason: ' ', until: '2027-03-31' }] },
    { waivers: [{ reason: 'x', until: '2027-03-31' }] },
    { waivers: [{ files: 'src/**', reason: 'x', until: '2027-02-29' }] },
    { perFile: 'x' },
    { partial: 'yes' },
    { pathMap: { '/app/': 1 } },
    { line: 90 },
  ])('refuses %j', (policy) => {
    expect(z.safeParse(schema, policy).success).toBe(false);
  });
});
