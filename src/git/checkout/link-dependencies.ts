import { type Dirent, readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { isUtf8 } from '../../core/path-bytes.ts';
import { isFolder } from '../../system/processes/search-path.ts';
import type { Addition, Additions } from './additions.ts';
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
 * What makes the dependencies that are installed in the worktree those of a checkout of one of its commits: links, at the top
 * and beside every file that asks for dependencies. `node_modules` entry by entry, so that links between the packages of a
 * workspace lead into the checkout and not back; `.venv` so that what is installed from the worktree is imported from the
 * checkout. `active`: an environment that is used where there is no `.venv`, absolute. What the commit holds itself stays.
 */
export function linkDependencies({ worktree, checkout }: Places, tree: FileSet, active: string | undefined): Additions {
  const additions = new Map<RepoPath, Addition>();
  const held = heldFolders(tree);
  const folders = packageFolders(tree);
  const injected = new Map(folders.map((folder) => [folder.replaceAll('/', '+'), folder]));
  for (const folder of folders) {
    const modules = join(folder, 'node_modules');
    if (!held.has(modules)) linkInstalled(modules, { worktree, checkout, injected }, additions);
    const own = join(folder, '.venv');
    if (held.has(own)) continue;
    const environment = join(worktree, own);
    const move = { worktree, checkout, environment, own: join(checkout, own) };
    if (isFolder(environment)) linkEnvironment(move, own, additions);
    else if (folder === '' && active !== undefined && leadsBack(active, worktree))
      linkEnvironment({ ...move, environment: active }, own, additions);
  }
  return additions;
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

/** Where links of a workspace lead. */
interface Workspace extends Places {
  /** Folders of packages by the names that pnpm gives to copies of them, see `injectedSource`. */
  readonly injected: ReadonlyMap<string, RepoPath>;
}

function linkInstalled(
  folder: RepoPath,
  { worktree, checkout, injected }: Workspace,
  additions: Map<RepoPath, Addition>,
): void {
  const from = join(worktree, folder);
  if (!isFolder(from)) return;
  // A worktree may use the `node_modules` of another: packages of that one's workspace are meant by their places too.
  const real = realpathSync(from);
  const home = real.endsWith(`${sep}${folder}`) ? real.slice(0, -folder.length - 1) : undefined;
  const roots = [realpathSync(worktree), ...(home === undefined ? [] : [home])];
  const targetOf = (entry: string) => leadInto(checkout, roots, realTarget(entry), injected);
  linkEntries(from, folder, (entry, isLink) => (isLink ? targetOf(entry) : entry), additions);
}

function linkEntries(
  from: string,
  to: RepoPath,
  targetOf: (entry: string, isLink: boolean) => string,
  additions: Map<RepoPath, Addition>,
): void {
  additions.set(to, { type: 'folder' });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const { name } = entry;
    if (CACHES.has(name)) continue;
    if (isFolderOfLinks(entry)) linkEntries(join(from, name), join(to, name), targetOf, additions);
    else additions.set(join(to, name), { type: 'link', target: targetOf(join(from, name), entry.isSymbolicLink()) });
  }
}

/** Scopes and programs. */
function isFolderOfLinks(entry: Dirent): boolean {
  return (entry.name.startsWith('@') || entry.name === '.bin') && entry.isDirectory();
}

/** Where a link to this target has to lead: to the same place in the checkout when it is a package of the worktree itself. */
function leadInto(checkout: string, roots: readonly string[], target: string, injected: Workspace['injected']): string {
  const own = roots.map((root) => relative(root, target)).find(isOwn) ?? injectedSource(target, injected);
  return own === undefined ? target : join(checkout, own);
}

/**
 * The folder that pnpm copied a package of the workspace from, as it does for `injected` ones, which it keeps in
 * `.pnpm/<name>@file+<folder, `+` for `/`>`, peers after `_` or `(`. The copy is of the worktree and of some day in the past.
 */
function injectedSource(target: string, injected: Workspace['injected']): RepoPath | undefined {
  const copy = /\/node_modules\/\.pnpm\/[^/]*?@file\+([^/]+)\/node_modules\//.exec(target)?.[1];
  if (copy === undefined) return undefined;
  const isOf = (name: string) => copy === name || (copy.startsWith(name) && /^[_(]/.test(copy.slice(name.length)));
  const [name] = [...injected.keys()].filter(isOf).sort((a, b) => b.length - a.length);
  return name === undefined || name === '' ? undefined : injected.get(name);
}

function isOwn(inside: string): boolean {
  const names = inside.split(sep);
  return inside !== '' && names[0] !== '..' && !isAbsolute(inside) && !names.includes('node_modules');
}

/** A link that leads nowhere is carried over as it is. */
function realTarget(entry: string): string {
  try {
    return realpathSync.native(entry);
  } catch {
    return resolve(dirname(entry), readlinkSync(entry));
  }
}
