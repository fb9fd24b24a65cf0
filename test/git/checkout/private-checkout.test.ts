import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { privateCheckout } from '../../../src/git/checkout/private-checkout.ts';

const at = (commonDir: string, env: Readonly<Record<string, string>>, root = '/work/shop') =>
  privateCheckout({ root, commonDir }, env);

describe('privateCheckout', () => {
  it("lies in the user's cache, under the name of the repository", () => {
    const { directory, gitDir, place } = at('/work/shop/.git', { HOME: '/home/me' });

    expect(directory).toMatch(/^\/home\/me\/\.cache\/lattice-hooks\/checkouts\/[0-9a-f]{16}\/tree\/shop$/);
    expect(path.dirname(gitDir)).toBe(path.dirname(path.dirname(directory)));
    expect(place.cwd).toBe(directory);
  });

  it('lies where XDG_CACHE_HOME says', () => {
    const { directory } = at('/work/shop/.git', { HOME: '/home/me', XDG_CACHE_HOME: '/caches' });

    expect(directory).toMatch(/^\/caches\/lattice-hooks\//);
  });

  it.each(['relative', '', '/work/shop/.cache', '/work/shop'])('does not believe XDG_CACHE_HOME=%s', (cache) => {
    const { directory } = at('/work/shop/.git', { HOME: '/home/me', XDG_CACHE_HOME: cache });

    expect(directory).toMatch(/^\/home\/me\/\.cache\//);
  });

  it('lies beside the worktree where that begins with the same letters', () => {
    expect(at('/work/shop/.git', { XDG_CACHE_HOME: '/work/shop-cache' }).directory).toMatch(/^\/work\/shop-cache\//);
  });

  it.each([{}, { HOME: '' }, { HOME: '/work/shop' }])('says what is missing where nothing is outside: %o', (env) => {
    expect(() => at('/work/shop/.git', env)).toThrow(expect.objectContaining({ code: 'environment' }));
  });

  it('is shared by the worktrees of a repository, and by no other repository', () => {
    const env = { HOME: '/home/me' };
    const [main, linked, other] = [
      at('/a/shop/.git', env, '/a/shop'),
      at('/a/shop/.git', env, '/b'),
      at('/c/shop/.git', env),
    ];

    expect(linked.directory).toBe(main.directory);
    expect(other.directory).not.toBe(main.directory);
  });

  it.each([
    ['/srv/shop.git', 'shop'],
    ['/work/app/.git/modules/libs/shop', 'shop'],
    ['/work/shop/.bare', 'bare'],
    ['/.git', 'tree'],
  ])('is called after %s: %s', (commonDir, name) => {
    expect(path.basename(at(commonDir, { HOME: '/home/me' }).directory)).toBe(name);
  });

  it("does not hand on a hook's variables about another worktree, and hands on the rest", () => {
    const env = {
      HOME: '/home/me',
      GIT_DIR: '/a/.git',
      GIT_INDEX_FILE: '/a/index',
      GIT_SSH: 'ssh',
      GIT_CONFIG_PARAMETERS: 'x',
    };

    expect(at('/work/shop/.git', env).place.env).toEqual({
      HOME: '/home/me',
      GIT_SSH: 'ssh',
      GIT_NO_REPLACE_OBJECTS: '1',
      GIT_CONFIG_PARAMETERS: 'x',
    });
  });
});
