import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/**
 * Where the repository has this package, relative to the worktree's top: the link or folder in `node_modules` of the
 * folder or of one above it, which stays when the version changes. Undefined: it lies outside of the repository.
 */
export function packageLink(cwd: string, root: string, packageFolder: string): string | undefined {
  const real = realpathSync(packageFolder);
  for (let folder = cwd; ; folder = dirname(folder)) {
    const link = join(folder, 'node_modules', 'lattice-hooks');
    if (existsSync(link) && realpathSync(link) === real) return relative(root, link);
    if (folder === root || dirname(folder) === folder) break;
  }
  const way = relative(realpathSync(root), real);
  return way === '..' || way.startsWith(`..${sep}`) ? undefined : way || '.';
}

/** What `$schema` says in a config of the folder: the way to the package's schema. */
export function schemaReference(folder: string, root: string, link: string | undefined): string {
  if (link === undefined) return './node_modules/lattice-hooks/schema.json';
  const way = relative(folder, join(root, link, 'schema.json')).replaceAll(sep, '/');
  return way.startsWith('../') ? way : `./${way}`;
}
