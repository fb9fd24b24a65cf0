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
  /** With which the last part of every path begins that can match; absent where that may be anything, or nobody has asked. */
  readonly letters?: string;
}

/** A test for paths relative to the folder that the globs were written for. */
export type PathTest = (path: RepoPath) => boolean;

/** Compiles the pattern once; the returned test is cheap. */
export function pathTest({ include, exclude }: PathPattern): PathTest {
  const isIncluded = anyOf(include);
  const isExcluded = anyOf(exclude);
  return (path) => isIncluded(path) && !isExcluded(path);
}

/** One expression for all sources: a hook tests every path of the repository, and a call for each source would take twice as long. */
function anyOf(sources: readonly string[]): PathTest {
  if (sources.length === 0) return () => false;
  const expression = new RegExp(sources.map((source) => `(?:${source})`).join('|'), 's');
  return (path) => expression.test(path);
}

/** The path as seen from a folder (`''` is the root), or undefined when it lies outside. */
export function relativeTo(folder: RepoPath, path: RepoPath): RepoPath | undefined {
  if (folder === '') return path;
  return path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
}
