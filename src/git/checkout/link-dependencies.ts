import { lstatSync, mkdirSync, readdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { FileSet } from '../../core/files.ts';

/** Names of folders with dependencies, which no commit holds. */
export const DEPENDENCY_FOLDERS: readonly string[] = ['node_modules', '.venv'];

/** Entries of `node_modules` that tools write to while they run: a checkout gets its own. */
const CACHES = new Set(['.cache', '.vite', '.vite-temp', '.vitest']);

/**
 * Links what is installed in the worktree into a checkout of one of its commits: beside every package.json and at the top.
 * `node_modules` entry by entry, so that links between the packages of a workspace lead into the checkout and not back;
 * `.venv` as a whole.
 */
export function linkDependencies(worktree: string, checkout: string, tree: FileSet): void {
  for (const folder of packageFolders(tree)) {
    const modules = join(worktree, folder, 'node_modules');
    const target = join(checkout, folder, 'node_modules');
    if (!isFolder(modules)) rmSync(target, { recursive: true, force: true });
    else linkModules(modules, target, worktree, checkout);
    linkWhole(join(worktree, folder, '.venv'), join(checkout, folder, '.venv'));
  }
}

function packageFolders(tree: FileSet): readonly string[] {
  const folders = new Set(['']);
  for (const path of tree.keys()) {
    const match = /^(?:(.*)\/)?(?:package\.json|pyproject\.toml|setup\.py)$/.exec(path);
    if (match !== null) folders.add(match[1] ?? '');
  }
  return [...folders].sort();
}

function linkModules(from: string, to: string, worktree: string, checkout: string): void {
  const wanted = new Map<string, string>();
  for (const name of readdirSync(from)) {
    if (CACHES.has(name)) continue;
    const entry = join(from, name);
    // Scopes and programs are folders of further links.
    if ((name.startsWith('@') || name === '.bin') && isFolder(entry))
      linkModules(entry, join(to, name), worktree, checkout);
    else wanted.set(name, leadInto(checkout, worktree, entry));
  }
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(to)) {
    if (!wanted.has(name) && lstatSync(join(to, name)).isSymbolicLink()) rmSync(join(to, name));
  }
  for (const [name, target] of wanted) link(target, join(to, name));
}

/** Where a link to this entry has to lead: to the same place in the checkout when it is a package of the worktree itself. */
function leadInto(checkout: string, worktree: string, entry: string): string {
  if (!lstatSync(entry).isSymbolicLink()) return entry;
  const target = realTarget(entry);
  const inside = relative(realpathSync(worktree), target);
  const isOwn = inside !== '' && !inside.startsWith('..') && !inside.split(sep).includes('node_modules');
  return isOwn ? join(checkout, inside) : target;
}

/** A link that leads nowhere is carried over as it is. */
function realTarget(entry: string): string {
  try {
    return realpathSync(entry);
  } catch {
    return resolve(dirname(entry), readlinkSync(entry));
  }
}

function linkWhole(from: string, to: string): void {
  if (isFolder(from)) link(from, to);
  else if (lstatSync(to, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(to);
}

function link(target: string, path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() && readlinkSync(path) === target) return;
  if (stat !== undefined) rmSync(path, { recursive: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
