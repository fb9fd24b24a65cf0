import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { entryNames } from '../src/catalog.ts';
import { configJsonSchema } from '../src/config/schema/json-schema.ts';
import { load, rejection, writeFolder } from './config/project.ts';

// schema.json, which editors read, against the loader, which has the last word.

const schema = await configJsonSchema();
const validate = new Ajv({ allErrors: true }).compile(schema);

const KEY = `ed25519:${'A'.repeat(43)}=`;

/** A config with one task. */
function task(keys: unknown): unknown {
  return { tiers: { fast: { tasks: { task: keys } } } };
}

/** A config with one tier. */
function tier(keys: object): unknown {
  return { tiers: { fast: { tasks: {}, ...keys } } };
}

/** A config that shares results. */
function shared(keys: object): unknown {
  const settings = { store: 'git', repository: 'example.com/web', keys: { ci: KEY }, ...keys };
  return { shared: settings, tiers: {} };
}

function loads(config: unknown): Promise<boolean> {
  const folder = writeFolder({
    '.lattice-hooksrc.json': JSON.stringify(config) ?? '',
    'base.json': task({ run: 'a' }),
    'own.mjs':
      "export default { type: 'inspection', summary: '', files: [], inputs: [], scope: 'file', inspect() {}, options: (z) => ({ own: z.optional(z.boolean()) }) }",
  });
  return load(folder).then(
    () => true,
    () => false,
  );
}

/** Options that kinds cannot do without. */
const NEEDED: Readonly<Record<string, object>> = {
  k6: { script: 'load.js' },
  schemathesis: { schema: 'openapi.yaml' },
};

const RIGHT: readonly unknown[] = [
  { tiers: {} },
  { $schema: './node_modules/lattice-hooks/schema.json', tiers: {} },
  { extends: './base.json' },
  { extends: ['./base.json'], tiers: { fast: { tasks: { task: { warn: true } } } } },
  { extends: './base.json', tiers: { fast: { on: 'pre-commit' } } },
  { audit: 0, tiers: {} },
  { audit: 0.02, tiers: {} },
  { audit: 1, tiers: {} },
  { skips: {}, tiers: {} },
  { skips: { reason: 'required', trailer: true }, tiers: {} },
  { skips: { reason: 'optional', trailer: false }, tiers: {} },
  tier({ on: [] }),
  task({ run: 'a', env: 'CI', passEnv: 'TOKEN', when: { branches: 'main', not: 'merge' } }),
  tier({ on: 'commit-msg', budget: '5s', untracked: 'visible' }),
  tier({ on: ['pre-commit', 'pull_request', 'merge_group', 'manual', 'push:main', 'schedule:0 4 * * *'] }),
  tier({ gates: {} }),
  tier({ gates: { coverage: {} } }),
  tier({
    gates: {
      coverage: {
        lines: 90,
        branches: '89.995',
        functions: -3,
        statements: 0,
        changed: 100,
        perFile: { lines: 80, branches: 70 },
        partial: 'uncovered',
        include: 'src/**',
        exclude: ['a', 'b'],
        pathMap: { '/app/': '' },
        base: 'origin/main',
      },
    },
  }),
  tier({ gates: { coverage: { perFile: 80 } } }),
  shared({}),
  shared({ remote: 'upstream', branch: 'results', branches: 'main', expires: 7, budget: '1s', read: false }),
  shared({ store: 'turbo', url: 'https://x', team: 'acme', token: 'TOKEN' }),
  shared({ store: 'http', url: 'https://x/{kind}/{name}?{token}', token: 'T', auth: 'basic', headers: { a: 'b' } }),
  { extends: './base.json', shared: { store: 'git', repository: 'x', keys: { ci: KEY } } },
  task({ run: 'a', shared: 'nothing' }),
  task({ run: 'a' }),
  task({ run: ['a', ''] }),
  task({ run: [['a'], ['b', '{files}']] }),
  task({ fix: 'a' }),
  task({ run: 'a', fix: 'a --fix' }),
  task({ run: 'a', files: 'a', exclude: ['b'], inputs: [], outputs: [], coverage: 'c' }),
  task({ run: 'a', scope: 'file', env: ['CI'], passEnv: ['HOME_*'], needs: [], cwd: 'a', timeout: '10m' }),
  task({ run: 'a', cache: false, required: true, warn: false }),
  task({ run: 'a', when: {} }),
  task({ run: 'a', when: { branches: ['main'], not: ['merge', 'rebase'] } }),
  task({ uses: './own.mjs' }),
  task({ uses: './own.mjs', options: { own: true } }),
  task({ uses: 'tsc', options: { build: true, args: ['-v'] } }),
  task({ uses: 'vitest', options: { coverage: false } }),
  ...entryNames('tasks').map((uses) => task({ uses, options: NEEDED[uses] ?? {} })),
];

const WRONG: readonly unknown[] = [
  null,
  [],
  'a',
  {},
  { tiers: null },
  { tiers: [] },
  { tiers: {}, tier: {} },
  { tiers: { 'a b': { tasks: {} } } },
  { tiers: { '': { tasks: {} } } },
  { tiers: { '-a': { tasks: {} } } },
  { tiers: { fast: {} } },
  { tiers: { fast: 'a' } },
  { tiers: {}, extends: 5 },
  { tiers: {}, extends: [''] },
  { tiers: {}, $schema: 5 },
  { tiers: {}, audit: 2 },
  { tiers: {}, audit: -0.1 },
  { tiers: {}, audit: '2%' },
  { tiers: {}, skips: true },
  { tiers: {}, skips: { reason: true } },
  { tiers: {}, skips: { trailers: true } },
  tier({ task: {} }),
  tier({ on: 'pre-psh' }),
  tier({ on: ['pre-receive'] }),
  tier({ on: ['push:'] }),
  tier({ on: 5 }),
  tier({ budget: 5 }),
  tier({ untracked: true }),
  tier({ budget: '5 s' }),
  tier({ budget: '0s' }),
  tier({ gates: { covrage: {} } }),
  tier({ gates: { coverage: { line: 90 } } }),
  tier({ gates: { coverage: { lines: true } } }),
  tier({ gates: { coverage: { partial: 'some' } } }),
  tier({ gates: { coverage: { perFile: { line: 1 } } } }),
  task('eslint'),
  task(null),
  task({}),
  task({ files: 'a' }),
  task({ run: '' }),
  task({ run: [] }),
  task({ run: [''] }),
  task({ run: [[]] }),
  task({ run: ['a', 5] }),
  task({ run: [['a'], 'b'] }),
  task({ run: 'a', retries: 1 }),
  task({ run: 'a', options: {} }),
  task({ run: 'a', uses: 'tsc' }),
  task({ fix: 'a', uses: 'tsc' }),
  task({ uses: '' }),
  task({ uses: 'tcs' }),
  task({ uses: 'tsc', options: { built: true } }),
  task({ uses: 'tsc', options: { build: 'yes' } }),
  task({ uses: 'tsc', options: { args: 'a' } }),
  task({ uses: 'eslint', options: { build: true } }),
  ...Object.keys(NEEDED).flatMap((uses) => [task({ uses }), task({ uses, options: {} })]),
  task({ uses: 'pytest', options: { seed: '1' } }),
  task({ run: 'a', files: 5 }),
  task({ run: 'a', files: [''] }),
  task({ run: 'a', scope: 'files' }),
  task({ run: 'a', env: { CI: true } }),
  task({ run: 'a', passEnv: [1] }),
  task({ run: 'a', needs: 'b c' }),
  task({ run: 'a', cwd: '' }),
  task({ run: 'a', timeout: 10 }),
  task({ run: 'a', timeout: '100h' }),
  task({ run: 'a', cache: 'no' }),
  task({ run: 'a', required: 1 }),
  task({ run: 'a', warn: null }),
  task({ run: 'a', when: { branch: [] } }),
  task({ run: 'a', when: { branches: '' } }),
  task({ run: 'a', when: { not: ['squash'] } }),
  task({ run: 'a', shared: 'all' }),
  shared({ store: 'local' }),
  shared({ store: 'turbo' }),
  shared({ store: 'git', url: 'https://x' }),
  shared({ store: 'turbo', url: 'https://x', branch: 'b' }),
  shared({ store: 'git', keys: { ci: 'x' } }),
  shared({ store: 'git', repository: undefined }),
  shared({ store: 'git', budget: 3 }),
  { shared: {}, tiers: {} },
];

const REMOTE = entryNames('stores').filter((name) => name !== 'local');

/** What the loader alone knows, because it depends on other values, on the disk, or on how a text is taken apart. */
const LEFT_TO_THE_LOADER: readonly unknown[] = [
  task({ run: 'a && b' }),
  task({ run: 'a --x={files}' }),
  task({ run: 'a', needs: ['b'] }),
  task({ run: 'a', cwd: '..' }),
  task({ run: 'a', files: '/a' }),
  task({ uses: './gone.mjs' }),
  task({ uses: './own.mjs', options: { owned: true } }),
  tier({ gates: { coverage: { lines: 101 } } }),
  { extends: './gone.json' },
];

describe('schema.json', () => {
  it.each(RIGHT.map((config) => JSON.stringify(config)))('accepts what the loader accepts: %s', async (config) => {
    validate(JSON.parse(config));
    expect(validate.errors ?? []).toEqual([]);
    expect(await loads(JSON.parse(config))).toBe(true);
  });

  it.each(WRONG.map((config) => JSON.stringify(config)))('refuses what the loader refuses: %s', async (config) => {
    expect(validate(JSON.parse(config))).toBe(false);
    expect(await loads(JSON.parse(config))).toBe(false);
  });

  it.each(LEFT_TO_THE_LOADER.map((config) => JSON.stringify(config)))('leaves to the loader: %s', async (config) => {
    expect(validate(JSON.parse(config))).toBe(true);
    expect(await loads(JSON.parse(config))).toBe(false);
  });

  it('describes every key that the loader knows', async () => {
    const undescribed = keysOf(schema).filter(({ schema: { description } }) => description === undefined);
    expect(undescribed.map(({ key }) => key)).toEqual([]);
    const keys = keysOf(schema).map(({ key }) => key);
    const message = await rejection(load(writeFolder({ '.lattice-hooksrc.json': task({ zzzzzzzz: 1, run: 'a' }) })));
    const known = message.slice(message.indexOf('known: ') + 'known: '.length).split(', ');
    expect(known.length).toBeGreaterThan(15);
    expect(keys).toEqual(expect.arrayContaining(known));
  });

  it.each(entryNames('tasks'))('describes every option of %s', (name) => {
    const { definitions } = schema as { definitions: { kinds: { allOf: readonly KindRule[] } } };
    const rule = definitions.kinds.allOf.find((one) => one.if.properties.uses.const === name);
    const options = Object.entries(rule?.then.properties.options.properties ?? {});
    expect(options.filter(([, { description }]) => description === undefined).map(([key]) => key)).toEqual([]);
  });

  it.each(REMOTE)('describes every key that the store %s has of its own', (name) => {
    const { properties } = schema as { properties: { shared: { allOf: readonly StoreRule[] } } };
    const rule = properties.shared.allOf.find((one) => one.if.properties.store.const === name);
    const own = Object.entries(rule?.then.properties ?? {});
    expect(own.length).toBeGreaterThan(0);
    expect(own.filter(([, { description }]) => description === undefined).map(([key]) => key)).toEqual([]);
  });

  it('describes each key with words of its own', () => {
    // A key that stands in several places is the same everywhere.
    const described = new Set(keysOf(schema).map(({ key, schema: { description } }) => `${key}: ${description}`));
    const texts = [...described].map((one) => one.replace(/^.*?: /, ''));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('tells the defaults that the loader has', () => {
    const defaults = keysOf(schema).flatMap(({ key, schema: one }) =>
      'default' in one ? [[key, one['default']]] : [],
    );
    expect(Object.fromEntries(defaults)).toMatchObject({
      scope: 'project',
      timeout: '10m',
      cache: true,
      warn: false,
      needs: [],
    });
  });
});

interface StoreRule {
  readonly if: { readonly properties: { readonly store: { readonly const: string } } };
  readonly then: { readonly properties: Readonly<Record<string, { readonly description?: string }>> };
}

interface KindRule {
  readonly if: { readonly properties: { readonly uses: { readonly const: string } } };
  readonly then: {
    readonly properties: {
      readonly options: { readonly properties: Readonly<Record<string, { readonly description?: string }>> };
    };
  };
}

interface Described {
  readonly key: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** Every key of tiers, tasks and what stands around them; what gates and kinds have inside is theirs. */
function keysOf(part: unknown): readonly Described[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => {
    if (name === 'definitions' || name === 'else' || name === 'allOf') return [];
    if (name !== 'properties') return name === 'gates' ? [] : keysOf(inner);
    return Object.entries(inner as Readonly<Record<string, Described['schema']>>).flatMap(([key, one]) => [
      { key, schema: one },
      ...(key === 'gates' ? [] : keysOf(one)),
    ]);
  });
}
