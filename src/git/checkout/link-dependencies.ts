import { lstatSync, mkdirSync, readdirSync, readlinkSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { isUtf8 } from '../../core/path-bytes.ts';
import { isFolder } from '../../system/search-path.ts';
import { linkEnvironment } from './link-environment.ts';
import { leadsBack } from './relocate.ts';

/** Entries of `node_modules` that tools write to while they run: a checkout gets its own. */
const CACHES = new Set(['.cache', '.vite', '.vite-temp', '.vitest']);

/** Files beside which dependencies are installed. */
const PACKAGE = /^(?:(.*)\/)?(?:package\.json|pyproject\.toml|setup\.(?:py|cfg)|Pipfile|requirements[^/]*\.txt)$/s;

/** Dependencies that a commit holds itself, as some projects and many fixtures do. */
const HELD = /^(?:.*\/)?(?:node_modules|\.venv)(?=\/|$)/s;

/** Where links come from and where they go. Absolute. */
export interface Places {
  readonly worktree: string;
  readonly checkout: string;
}

/**
 * Links what is installed in the worktree into a checkout that was just filled with one of its commits: at the top and
 * beside every file that asks for dependencies. `node_modules` entry by entry, so that links between the packages of a
 * workspace lead into the checkout and not back; `.venv` so that what is installed from the worktree is imported from the
 * checkout. `active`: an environment that is used where there is no `.venv`, absolute. What the commit holds itself stays.
 */
export function linkDependencies({ worktree, checkout }: Places, tree: FileSet, active: string | undefined): void {
  const held = heldFolders(tree);
  for (const folder of packageFolders(tree)) {
    const modules = join(folder, 'node_modules');
    if (!held.has(modules)) linkInstalled(join(worktree, modules), join(checkout, modules), { worktree, checkout });
    const own = join(checkout, folder, '.venv');
    const environment = join(worktree, folder, '.venv');
    if (held.has(join(folder, '.venv'))) continue;
    if (isFolder(environment)) linkEnvironment({ worktree, checkout, environment, own });
    else if (folder === '' && active !== undefined && leadsBack(active, worktree))
      linkEnvironment({ worktree, checkout, environment: active, own });
  }
}

function packageFolders(tree: FileSet): readonly RepoPath[] {
  const folders = new Set<RepoPath>(['']);
  for (const path of tree.keys()) {
    const match = PACKAGE.exec(path);
    if (match !== null && isUtf8(path) && !HELD.test(path)) folders.add(match[1] ?? '');
  }
  return [...folders].sort();
}

function heldFolders(tree: FileSet): ReadonlySet<RepoPath> {
  const held = new Set<RepoPath>();
  for (const path of tree.keys()) {
    const match = HELD.exec(path);
    if (match !== null) held.add(match[0]);
  }
  return held;
}

function linkInstalled(from: string, to: string, places: Places): void {
  if (!isFolder(from)) return;
  // A worktree may use the `node_modules` of another: packages of that one's workspace are meant by their places too.
  const real = realpathSync(from);
  const folder = relative(places.worktree, from);
  const home = real.endsWith(`${sep}${folder}`) ? real.slice(0, -folder.length - 1) : undefined;
  const roots = [realpathSync(places.worktree), ...(home === undefined ? [] : [home])];
  linkEntries(from, to, (entry) => leadInto(places.checkout, roots, entry));
}

function linkEntries(from: string, to: string, targetOf: (entry: string) => string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (CACHES.has(name)) continue;
    const entry = join(from, name);
    // Scopes and programs are folders of further links.
    const isNested = (name.startsWith('@') || name === '.bin') && lstatSync(entry).isDirectory();
    if (isNested) linkEntries(entry, join(to, name), targetOf);
    else symlinkSync(targetOf(entry), join(to, name));
  }
}

/** Where a link to this entry has to lead: to the same place in the checkout when it is a package of the worktree itself. */
function leadInto(checkout: string, roots: readonly string[], entry: string): string {
  if (!lstatSync(entry).isSymbolicLink()) return entry;
  const target = realTarget(entry);
  const own = roots.map((root) => relative(root, target)).find(isOwn);
  return own === undefined ? target : join(checkout, own);
}

function isOwn(inside: string): boolean {
  const names = inside.split(sep);
  return inside !== '' && names[0] !== '..' && !isAbsolute(inside) && !names.includes('node_modules');
}

/** A link that leads nowhere is carried over as it is. */
function realTarget(entry: string): string {
  try {
    return realpathSync(entry);
  } catch {
    return resolve(dirname(entry), readlinkSync(entry));
  }
}
