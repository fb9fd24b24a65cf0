import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/compile/compile.ts';
import { readKept } from '../../src/config/kept.ts';
import { makeKeyPair } from '../../src/core/shared/signing.ts';
import { complaint, load, writeFolder } from './project.ts';

const { publicKey } = makeKeyPair();
const OWN = `export default {
  place: 'remote',
  summary: 'a folder that all mount',
  options: (z) => ({ folder: z.string(), deep: z.optional(z.boolean()) }),
  open: () => ({ address: 'there', get: async () => ({ found: new Map() }), put: async () => ({}) }),
};`;
const SHARED = { store: './own.mjs', folder: '/mnt/results', repository: 'example.com/web', keys: { ci: publicKey } };
const tiers = { fast: { tasks: { a: { run: 'a' } } } };
const config = (shared: object = {}) => ({ shared: { ...SHARED, ...shared }, tiers });
const filesWith = (shared: object = {}, module = OWN) => ({
  '.lattice-hooksrc.json': config(shared),
  'own.mjs': module,
});

/** What is said of a config that names a store of its own, without its place. */
async function told(shared: object, module = OWN): Promise<string> {
  return (await complaint(filesWith(shared, module))).replace(/^\S+ /, '');
}

describe('a store of the project', () => {
  it('is named by its module, with options of its own beside the keys that all stores have', async () => {
    const { tiers: loaded } = await load(writeFolder(filesWith({ budget: '2s' })));
    expect(loaded[0]?.shared).toMatchObject({
      store: './own.mjs',
      module: 'own.mjs',
      options: { folder: '/mnt/results' },
      budget: 2000,
    });
    expect(loaded[0]?.shared).not.toHaveProperty('isFetched');
  });

  it('says whether what it has is fetched beside git', async () => {
    const fetched = OWN.replace("place: 'remote',", "place: 'remote', isFetched: true,");
    expect((await load(writeFolder(filesWith({}, fetched)))).tiers[0]?.shared?.isFetched).toBe(true);
  });

  it('lies where the config that names it says, so that one base serves all packages', async () => {
    const folder = writeFolder({
      'tools/base.json': { shared: SHARED },
      'tools/own.mjs': OWN,
      'packages/a/.lattice-hooksrc.json': { extends: '../../tools/base.json', tiers },
    });
    const { tiers: loaded } = await load(path.join(folder, 'packages/a'), 'packages/a');
    expect(loaded[0]?.shared).toMatchObject({ store: './own.mjs', module: 'tools/own.mjs' });
  });

  it('may come with a base that is a package, wherever packages lie', async () => {
    const packages = writeFolder({
      'base/package.json': { name: 'base', exports: './base.json' },
      'base/base.json': { shared: SHARED },
      'base/own.mjs': OWN,
    });
    const folder = writeFolder({ '.lattice-hooksrc.json': { extends: 'base', tiers } });
    mkdirSync(path.join(folder, 'node_modules'));
    symlinkSync(path.join(packages, 'base'), path.join(folder, 'node_modules/base'), 'junction');
    expect((await load(folder)).tiers[0]?.shared?.module).toBe(path.join(packages, 'base/own.mjs'));
  });

  it.each([
    ['is not there', { store: './none.mjs' }, OWN, '`shared.store`: `./none.mjs` is not there'],
    ['lies elsewhere', { store: '../own.mjs' }, OWN, '`shared.store`: `../own.mjs` lies outside the repository'],
    ['throws', {}, 'throw new Error("no luck")', '`shared.store`: `./own.mjs` cannot be loaded: no luck'],
    [
      'exports something else',
      {},
      'export default {}',
      '`shared.store`: `./own.mjs` lacks place, summary, open in its default export',
    ],
    [
      'keeps passes of this machine',
      {},
      OWN.replace("'remote'", "'local'"),
      '`shared.store`: `./own.mjs` is no store: `place`: expected "remote", found "local"',
    ],
    [
      'opens nothing',
      {},
      OWN.replace('open: ()', 'open: "", opens: ()'),
      '`shared.store`: `./own.mjs` is no store: `open`: expected a function, found ""',
    ],
    [
      'has no end of patience',
      {},
      OWN.replace('open:', 'patience: 1e9, open:'),
      '`shared.store`: `./own.mjs` is no store: `patience`: too big: expected number to be <=3600000',
    ],
    [
      'has an option that is called like a key of all stores',
      {},
      OWN.replace('deep:', 'keys:'),
      '`shared.store`: `./own.mjs` is no store: `options`: every store has the key `keys`, so that none is called that',
    ],
  ])('is refused where it %s', async (_, shared, module, message) => {
    expect(await told(shared, module)).toBe(message);
  });

  it('checks its options', async () => {
    expect(await complaint(filesWith({ folder: 1, depe: true }))).toBe(
      [
        '.lattice-hooksrc.json:4:5 `shared.folder`: expected a text, found 1',
        '.lattice-hooksrc.json:9:5 unknown key `depe` in `shared`; did you mean `deep`?',
      ].join('\n'),
    );
  });

  it('costs no run the reading of the config, until its module changes', async () => {
    const folder = writeFolder(filesWith());
    const keeping = { commonDir: path.join(folder, '.git'), folder, product: '1' };
    const isKept = () => readKept(keeping) !== undefined;
    const before = isKept();
    await readConfig(folder, '', keeping);
    const kept = isKept();
    writeFileSync(path.join(folder, 'own.mjs'), `${OWN}\n`);
    expect([before, kept, isKept()]).toEqual([false, true, false]);
  });
});
