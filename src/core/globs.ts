import type { RepoPath } from './files.ts';

/**
 * Globs turned into the sources of regular expressions when the config is read,
 * so that a remembered run matches paths without loading a glob library.
 */
export interface PathPattern {
  /** A path matches when any of these does. Empty: nothing matches. */
  readonly include: readonly string[];
  /** And none of these. */
  readonly exclude: readonly string[];
}

/** A test for paths relative to the folder that the globs were written for. */
export type PathTest = (path: RepoPath) => boolean;

/** Compiles the pattern once; the returned test is cheap. */
export function pathTest(pattern: PathPattern): PathTest {
  const include = pattern.include.map((source) => new RegExp(source, 's'));
  const exclude = pattern.exclude.map((source) => new RegExp(source, 's'));
  return (path) => include.some((one) => one.test(path)) && !exclude.some((one) => one.test(path));
}

/** The path as seen from a folder (`''` is the root), or undefined when it lies outside. */
export function relativeTo(folder: RepoPath, path: RepoPath): RepoPath | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
