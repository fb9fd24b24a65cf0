import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { FileSet, RepoPath } from '../core/files.ts';

/** Reads paths as tools print them: absolute, or relative to where they ran. Undefined for what is no file or lies outside. */
export function pathReader(directory: string, cwd: RepoPath, tree: FileSet): (path: string) => RepoPath | undefined {
  const roots = [...new Set([directory, realpathSync(directory)])];
  const known = new Map<string, RepoPath | undefined>();
  const read = (path: string): RepoPath | undefined => {
    const absolute = isAbsolute(path) ? path : resolve(directory, cwd, path);
    const inside = roots
      .map((root) => relative(root, absolute))
      .find(isInside)
      ?.replaceAll(sep, '/');
    return inside !== undefined && (tree.has(inside) || isFile(absolute)) ? inside : undefined;
  };
  return (path) => {
    // A tool that finds much in one file names it in every line.
    if (!known.has(path)) known.set(path, read(path));
    return known.get(path);
  };
}

function isInside(path: string): boolean {
  return path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // No name of a file: too long, or with a NUL in it.
    return false;
  }
}
