import { isAbsolute, relative, resolve, sep } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import type { RepoPath, Snapshot } from '../core/files.ts';
import type { Captured } from '../git/commits/captured.ts';
import type { GitPlace } from '../git/git.ts';
import { captureIndex } from '../git/index/snapshot.ts';
import type { IndexAnswers } from '../git/index/told.ts';
import { about, captureWorktree } from '../git/snapshot.ts';
import { lookAt } from '../git/standing.ts';
import type { Selection } from './request.ts';

/** A selection of what is in the worktree or in the index, as opposed to a commit. */
export type LocalSelection = Exclude<Selection, { readonly type: 'range' }>;

/**
 * The state of the repository that a selection means. `cwd`: what named files are relative to. `told`: what git has said of
 * the index already.
 */
export async function capture(
  place: GitPlace,
  selection: LocalSelection,
  cwd: string,
  told?: IndexAnswers,
): Promise<Captured> {
  if (selection.type === 'staged') return captureIndex(place, told);
  const captured = await captureWorktree(place);
  if (selection.type === 'worktree') return captured;
  const { snapshot } = captured;
  if (selection.type === 'all') return { ...captured, snapshot: wholeOf(snapshot) };
  return { ...captured, snapshot: about(snapshot, namedPaths(selection.files, snapshot, place.cwd, cwd)) };
}

/** The same snapshot about all of its files. Those that are new stay so. */
function wholeOf(snapshot: Snapshot): Snapshot {
  const { changed } = about(snapshot, snapshot.tree.keys());
  const added = [...snapshot.changed].filter(([, kind]) => kind === 'added');
  return { ...snapshot, changed: new Map([...changed, ...added]), whole: true };
}

/** The files that names mean, in the order of the tree whatever that of the names: a folder stands for all files below it, deleted ones too. Throws `LatticeError` for a name that means none. */
export function namedPaths(
  names: readonly string[],
  snapshot: Snapshot,
  root: string,
  cwd: string,
): ReadonlySet<RepoPath> {
  const deleted = [...snapshot.changed].flatMap(([path, kind]) => (kind === 'deleted' ? [path] : []));
  const known = new Set([...snapshot.tree.keys(), ...deleted]);
  const paths = new Set<RepoPath>();
  for (const name of names) {
    const path = insidePath(name, root, cwd);
    const meant = [...known].filter((one) => path === '' || one === path || one.startsWith(`${path}/`));
    if (meant.length === 0) throw noSuchFile(name, path, root);
    for (const one of meant) paths.add(one);
  }
  return new Set([...known].filter((path) => paths.has(path)));
}

/** The path of a file that was named in a directory, `''` for the top itself. Throws `LatticeError` for one outside of the repository. */
export function insidePath(name: string, root: string, cwd: string): RepoPath {
  const path = relative(root, resolve(cwd, name)).replaceAll(sep, '/');
  if (path !== '..' && !path.startsWith('../') && !isAbsolute(path)) return path;
  throw new LatticeError('usage', `${name} is outside of the repository ${root}`, 'Name files of the repository.');
}

function noSuchFile(name: string, path: RepoPath, root: string): LatticeError {
  if (!isThere(root, path)) return new LatticeError('usage', `there is no file ${name}`, 'Check the name.');
  return new LatticeError(
    'usage',
    `git ignores ${name}, or it is empty`,
    'Ignored files are in no tree that could be checked.',
  );
}

function isThere(root: string, path: RepoPath): boolean {
  try {
    return lookAt(root, path) !== undefined;
  } catch {
    // No name that a file could have: too long for the disk.
    return false;
  }
}
