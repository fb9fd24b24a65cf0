import { describe, expect, expectTypeOf, it } from 'vitest';
import type { configSchema } from '../../src/config/schema/config.ts';
import { defineConfig, defineReport, defineTask, type LatticeConfig, type TaskConfig } from '../../src/index.ts';

type Shape<Schema> = Schema extends { readonly _zod: { readonly input: infer Input } } ? Input : never;
type SchemaConfig = Shape<ReturnType<typeof configSchema>>;
type SchemaTier = SchemaConfig['tiers'][string];

describe('what is defined', () => {
  it('is given back as it is', () => {
    const config = { tiers: { fast: { on: 'pre-commit', tasks: { lint: { uses: 'eslint' } } } } };
    expect(defineConfig(config)).toBe(config);
    const report = { summary: 'own', render: () => '' };
    expect(defineReport(report)).toBe(report);
    const inspect = async () => ({ status: 'passed' }) as const;
    const kind = { type: 'inspection', summary: 'own', files: [], scope: 'file', inputs: [], inspect } as const;
    expect(defineTask(kind)).toBe(kind);
  });

  it('has the keys that the schema has', () => {
    expectTypeOf<keyof LatticeConfig>().toEqualTypeOf<keyof SchemaConfig>();
    expectTypeOf<keyof LatticeConfig['tiers'][string]>().toEqualTypeOf<keyof SchemaTier>();
    expectTypeOf<keyof TaskConfig>().toEqualTypeOf<keyof SchemaTier['tasks'][string]>();
  });

  it('is refused by the compiler where it has others', () => {
    // @ts-expect-error: a key that there is none of
    defineConfig({ tiers: {}, tier: {} });
    // @ts-expect-error: a threshold that is none
    defineConfig({ tiers: { push: { tasks: {}, gates: { coverage: { lines: true } } } } });
    // @ts-expect-error: a scope that there is none of
    defineTask({ type: 'inspection', summary: '', files: [], scope: 'files', inputs: [] });
    expect.assertions(0);
  });
});
