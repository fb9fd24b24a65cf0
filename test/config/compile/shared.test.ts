import { describe, expect, it } from 'vitest';
import { makeKeyPair } from '../../../src/core/shared/signing.ts';
import { complaint, type Files, load, writeFolder } from '../project.ts';

const { publicKey } = makeKeyPair();
const SHARED = {
  store: 'http',
  url: 'https://cache.example.com',
  repository: 'example.com/web',
  keys: { ci: publicKey },
};
const tiers = { fast: { tasks: { a: { run: 'a' } } } };
const config = (shared: unknown, more: object = {}): Files => ({ '.lattice-hooksrc.json': { shared, tiers, ...more } });
const local = (shared: unknown): Files => ({ ...config(SHARED), '.lattice-hooksrc.local.json': { shared } });
const sharedOf = async (files: Files) => (await load(writeFolder(files))).tiers[0]?.shared;

describe('shared results in a config', () => {
  it('stand in every tier, with what holds where nothing is said', async () => {
    expect(await sharedOf(config(SHARED))).toEqual({
      store: 'http',
      options: { url: 'https://cache.example.com' },
      repository: 'example.com/web',
      keys: { ci: publicKey },
      expires: 30 * 24 * 60 * 60_000,
      reads: true,
    });
  });

  it('are as the config says', async () => {
    const more = { branches: ['main', 'release/*'], expires: 7, budget: '2s', read: false, token: 'CACHE_TOKEN' };
    const shared = await sharedOf(config({ ...SHARED, ...more }));
    expect(shared).toMatchObject({ expires: 7 * 24 * 60 * 60_000, budget: 2000, reads: false });
    expect(shared?.options).toEqual({ url: 'https://cache.example.com', token: 'CACHE_TOKEN' });
    expect(shared?.branches?.include).toHaveLength(2);
  });

  it('never send the key to sign with to a store', async () => {
    const message = await complaint(config({ ...SHARED, token: 'LATTICE_HOOKS_SIGNING_KEY' }));
    expect(message).toContain('those that begin with LATTICE_HOOKS_ are our own');
  });

  it('are not there where the config does not speak of them', async () => {
    expect(await sharedOf({ '.lattice-hooksrc.json': { tiers } })).toBeUndefined();
  });

  it('may stand in part in a config that is extended', async () => {
    const { keys, ...rest } = SHARED;
    const files = {
      ...config({ keys: { nightly: publicKey } }, { extends: './base.json' }),
      'base.json': { shared: { ...rest, keys } },
    };
    expect((await sharedOf(files))?.keys).toEqual({ ci: publicKey, nightly: publicKey });
  });

  it('may lie elsewhere, or be left alone, by a local config', async () => {
    expect((await sharedOf(local({ url: 'http://mirror.lan' })))?.options).toEqual({ url: 'http://mirror.lan' });
    expect((await sharedOf(local({ read: false, budget: '1s' })))?.reads).toBe(false);
    expect(await sharedOf(local({ keys: { ci: publicKey } }))).toBeDefined();
  });

  it.each([
    ['keys', { keys: { mine: publicKey } }],
    ['repository', { repository: 'example.com/other' }],
    ['branches', { branches: ['**'] }],
    ['expires', { expires: 365 }],
  ])('are not believed from others by a local config: `%s`', async (key, more) => {
    expect(await complaint(local(more))).toBe(
      `.lattice-hooksrc.local.json:3:5 \`shared.${key}\` says who is believed, and so it stands in the committed config alone`,
    );
  });

  it('are not believed from anybody by a local config alone, nor by what that extends', async () => {
    const alone = { '.lattice-hooksrc.json': { tiers }, '.lattice-hooksrc.local.json': { shared: SHARED } };
    expect(await complaint(alone)).toContain('`shared.keys` says who is believed');
    const extended = {
      ...config(SHARED),
      '.lattice-hooksrc.local.json': { extends: './mine.json' },
      'mine.json': { shared: { keys: { mine: publicKey } } },
    };
    expect(await complaint(extended)).toContain('`shared.keys` says who is believed');
  });

  it.each([
    [{ ...SHARED, store: 'htp' }, '`shared.store`: expected the name of a store, '],
    [{ ...SHARED, store: 'local' }, '`shared.store`: expected the name of a store, '],
    [{ ...SHARED, url: 'ftp://x' }, '`shared.url`: expected a URL such as'],
    [{ ...SHARED, url: 'https://me:secret@x' }, '`shared.url`: expected a URL such as'],
    [{ ...SHARED, token: 'ghp_abc-def' }, '`shared.token`: expected the name of an environment variable'],
    [
      { ...SHARED, keys: { ci: 'ssh-ed25519 AAAA' } },
      '`shared.keys.ci`: expected a public key as `lattice-hooks cache keygen` prints it',
    ],
    [{ ...SHARED, keys: undefined }, '`shared` lacks the key `keys`'],
    [{ ...SHARED, repository: undefined }, '`shared` lacks the key `repository`'],
    [{ ...SHARED, url: undefined }, '`shared` lacks the key `url`'],
    [{ ...SHARED, budget: '3' }, '`shared.budget`: expected a duration such as'],
    [{ ...SHARED, expires: 0 }, '`shared.expires`: '],
    [{ ...SHARED, ulr: 'x' }, 'unknown key `ulr` in `shared`; did you mean `url`?'],
    [true, '`shared`: expected an object, found true'],
  ])('are refused: %j', async (shared, message) => {
    expect(await complaint(config(shared))).toContain(message);
  });

  it('never hand the token to a task that does not name it', async () => {
    const tasks = {
      all: { run: 'a', cache: false },
      named: { run: 'a', passEnv: ['CACHE_TOKEN'] },
      glob: { run: 'a', env: ['CACHE_*'] },
    };
    const files = config({ ...SHARED, token: 'CACHE_TOKEN' }, { tiers: { fast: { tasks } } });
    const loaded = (await load(writeFolder(files))).tiers[0]?.tasks;
    expect(loaded?.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['all', ['CACHE_TOKEN']],
      ['named', undefined],
      ['glob', ['CACHE_TOKEN']],
    ]);
  });

  it('say of a task what others get of it', async () => {
    const tasks = { a: { run: 'a', shared: 'nothing' }, b: { run: 'b', shared: 'output' }, c: { run: 'c' } };
    const loaded = (await load(writeFolder(config(SHARED, { tiers: { fast: { tasks } } })))).tiers[0]?.tasks;
    expect(loaded?.map(({ sharing }) => sharing)).toEqual(['nothing', 'output', undefined]);
    const wrong = config(SHARED, { tiers: { fast: { tasks: { a: { run: 'a', shared: 'all' } } } } });
    expect(await complaint(wrong)).toContain(
      '`tiers.fast.tasks.a.shared`: expected "nothing" or "results" or "output"',
    );
  });
});
