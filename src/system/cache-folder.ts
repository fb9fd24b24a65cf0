import { isAbsolute, join, relative, sep } from 'node:path';

/**
 * Our folder in the user's cache: in the first one that is outside of a worktree, as caches of a CI often lie in it. See the
 * XDG Base Directory Specification. Undefined where there is none.
 */
export function cacheFolder(root: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const home = env['HOME'] ?? env['USERPROFILE'] ?? '';
  const caches = [env['XDG_CACHE_HOME'] ?? '', home === '' ? '' : join(home, '.cache')];
  const cache = caches.find((one) => isAbsolute(one) && isOutside(root, one));
  return cache === undefined ? undefined : join(cache, 'lattice-hooks');
}

function isOutside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
}
