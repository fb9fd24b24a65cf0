import { describe, expect, expectTypeOf, it } from 'vitest';
import type { configSchema } from '../../src/config/schema/config.ts';
import {
  defineConfig,
  defineReport,
  defineStore,
  defineTask,
  type InspectionKind,
  type LatticeConfig,
  type Options,
  type RemoteStoreKind,
  type TaskConfig,
  type ToolKind,
  type Tools,
} from '../../src/index.ts';

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

  it('gets the options that its schemas let through', () => {
    const about = { summary: '', files: [], scope: 'file', inputs: [] } as const;
    const inspection = defineTask({
      ...about,
      type: 'inspection',
      options: (z) => ({ words: z.optional(z.array(z.string())), most: z.number() }),
      async inspect(files, options, tools) {
        expectTypeOf(files).toEqualTypeOf<readonly string[]>();
        expectTypeOf(options).toEqualTypeOf<Readonly<{ words?: string[] | undefined; most: number }>>();
        expectTypeOf(tools).toEqualTypeOf<Tools>();
        // @ts-expect-error: no schema has it
        return options.least === 0 ? { status: 'passed' } : { status: 'failed', findings: [] };
      },
    });
    expectTypeOf(inspection).toEqualTypeOf<InspectionKind>();
    const tool = defineTask({
      ...about,
      type: 'tool',
      tool: { program: 'lint', ecosystem: 'node', package: 'lint' },
      options: (z) => ({ rules: z.array(z.string()) }),
      check: (options) => [['lint', ...options.rules]],
      judge(_exit, { options, fixing }) {
        expectTypeOf(options.rules).toEqualTypeOf<string[]>();
        expectTypeOf(fixing).toEqualTypeOf<boolean>();
        return { status: 'passed' };
      },
    });
    expectTypeOf(tool).toEqualTypeOf<ToolKind>();
    expect(tool.check({ rules: ['a'] })).toEqual([['lint', 'a']]);
  });

  it('opens a store with the options that its schemas let through', () => {
    const nothing = async () => ({ found: new Map<string, Uint8Array>() });
    const store = defineStore({
      place: 'remote',
      summary: '',
      options: (z) => ({ folder: z.string() }),
      open({ folder }, { root }) {
        expectTypeOf(folder).toEqualTypeOf<string>();
        return { address: root + folder, get: nothing, put: async () => ({}) };
      },
    });
    expectTypeOf(store).toEqualTypeOf<RemoteStoreKind>();
    const site = { root: '/', commonDir: '/', env: {}, now: 0, expires: 1 };
    expect(store.open({ folder: 'a' }, site).address).toBe('/a');
  });

  it('gets options of any type where it has no schemas, or annotates what it gets', () => {
    const about = { type: 'inspection', summary: '', files: [], scope: 'file', inputs: [] } as const;
    defineTask({
      ...about,
      async inspect(_files, options) {
        expectTypeOf(options).toEqualTypeOf<Options>();
        return { status: 'passed' };
      },
    });
    defineTask({
      ...about,
      options: (z) => ({ words: z.optional(z.array(z.string())) }),
      async inspect(_files, options: { readonly words?: string[] }) {
        expectTypeOf(options.words).toEqualTypeOf<string[] | undefined>();
        return { status: 'passed' };
      },
    });
    expect.assertions(0);
  });
});
