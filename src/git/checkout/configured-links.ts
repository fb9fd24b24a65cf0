import { existsSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isErrno } from '../../core/errors.ts';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { look } from '../standing.ts';
import { type Addition, type Additions, make } from './additions.ts';
import { keepText, readKeptText } from './keep-text.ts';
import type { Checkout } from './private-checkout.ts';
import { removeTree } from './remove-tree.ts';
import { type Expected, expectedOf } from './sweep.ts';

/** Where a checkout comes from, what it holds without these links, and what git keeps of it. */
export interface Linking {
  readonly worktree: string;
  readonly checkout: Pick<Checkout, 'directory' | 'gitDir'>;
  /** The files of the commit and of its submodules. */
  readonly tree: FileSet;
  /** Dependencies. */
  readonly additions: Additions;
}

/**
 * The links that the configs of the last commit wanted, as far as they can be: those of the next one are known when that is
 * checked out, and are the same nearly always.
 */
export function lastLinks(linking: Linking): Additions {
  return linksTo(lastPaths(linking), linking).links;
}

/**
 * Links folders and files of the worktree into a filled checkout, and takes away links that are wanted no more. Returns why
 * others are not linked, as sentences.
 */
export function linkConfigured(paths: readonly RepoPath[], linking: Linking): readonly string[] {
  const last = lastPaths(linking);
  if (paths.length === 0 && last.length === 0) return [];
  const { links, notes } = linksTo(paths, linking);
  const { directory } = linking.checkout;
  for (const path of linksTo(last, linking).links.keys()) if (!links.has(path)) takeAway(directory, path);
  for (const [path, link] of links) if (look(join(directory, path)) === undefined) make(join(directory, path), link);
  keepText(fileOf(linking), JSON.stringify([...links.keys()]));
  return notes;
}

function linksTo(paths: readonly RepoPath[], { worktree, tree, additions }: Linking) {
  const links = new Map<RepoPath, Addition>();
  const notes: string[] = [];
  for (const path of new Set(paths)) {
    const target = join(worktree, path);
    const isFree = isFreeIn(expectedOf(tree, new Map([...additions, ...links])), path.split('/'));
    if (!isFree) notes.push(`\`${path}\` is not linked: ${reasonFor(path, tree)}`);
    else if (existsSync(target)) links.set(path, { type: 'link', target });
    else notes.push(`\`${path}\` is not linked: it is not in the worktree`);
  }
  return { links, notes };
}

/** Whether nothing is expected at a place, and no more than folders above it. */
function isFreeIn(expected: Expected, [name = '', ...rest]: readonly string[]): boolean {
  const there = expected.get(name);
  if (there === undefined) return true;
  return there instanceof Map && rest.length > 0 && isFreeIn(there, rest);
}

function reasonFor(path: RepoPath, tree: FileSet): string {
  const isHeld = [...tree.keys()].some(
    (one) => one === path || one.startsWith(`${path}/`) || path.startsWith(`${one}/`),
  );
  return isHeld ? 'the commit has its own' : 'something else is linked there';
}

/** With the folders that stood there for it alone. */
function takeAway(directory: string, path: RepoPath): void {
  removeTree(join(directory, path));
  try {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) rmdirSync(join(directory, folder));
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

function lastPaths(linking: Linking): readonly RepoPath[] {
  try {
    const paths: unknown = JSON.parse(readKeptText(fileOf(linking))?.toString() ?? '[]');
    return Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [];
  } catch {
    return [];
  }
}

function fileOf({ checkout }: Linking): string {
  return join(checkout.gitDir, 'lattice-hooks', 'links');
}
