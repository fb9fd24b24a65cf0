import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import type { FileSet, RepoPath } from '../core/files.ts';

/** Reads paths as tools print them: absolute, or relative to where they ran. Undefined for what is not there or lies outside. */
export function pathReader(directory: string, cwd: RepoPath, tree: FileSet): (path: string) => RepoPath | undefined {
  const roots = [...new Set([directory, realpathSync(directory)])];
  return (path) => {
    const absolute = isAbsolute(path) ? path : resolve(directory, cwd, path);
    const inside = roots
      .map((root) => relative(root, absolute))
      .find(isInside)
      ?.replaceAll('\\', '/');
    return inside !== undefined && (tree.has(inside) || existsSync(absolute)) ? inside : undefined;
  };
}

function isInside(path: string): boolean {
  return path !== '' && path !== '..' && !path.startsWith('../') && !isAbsolute(path);
}
