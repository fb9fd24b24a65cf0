import { expect, it } from 'vitest';
import { cacheFolder } from '../../src/system/cache-folder.ts';

it.each([
  [{ XDG_CACHE_HOME: '/caches', HOME: '/home/me' }, '/caches/lattice-hooks'],
  [{ HOME: '/home/me' }, '/home/me/.cache/lattice-hooks'],
  [{ USERPROFILE: '/users/me' }, '/users/me/.cache/lattice-hooks'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/home/me' }, '/home/me/.cache/lattice-hooks'],
  // In the worktree it would be part of what is checked.
  [{ XDG_CACHE_HOME: '/src/shop/.cache', HOME: '/home/me' }, '/home/me/.cache/lattice-hooks'],
  [{ XDG_CACHE_HOME: '/src/shop', HOME: '/src' }, '/src/.cache/lattice-hooks'],
  [{ XDG_CACHE_HOME: '/src/shop..', HOME: '' }, '/src/shop../lattice-hooks'],
  [{ HOME: '/src/shop' }, undefined],
  [{}, undefined],
])('with %j the cache is %s', (env, folder) => {
  expect(cacheFolder('/src/shop', env)).toBe(folder);
});
