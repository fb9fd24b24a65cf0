import { join } from 'node:path';
import { LatticeError } from '../../core/errors.ts';
import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { decodePath, isUtf8, splitFields } from '../../core/path-bytes.ts';
import { type GitPlace, tryGit } from '../git.ts';
import { parseTree } from '../index/entries.ts';
import { localVariables } from '../local-variables.ts';
import type { Repository } from '../repository.ts';
import { storesOf } from './submodule-stores.ts';

/** A submodule of a commit whose files are in this repository. */
export interface Submodule {
  /** From the top of the outermost repository. */
  readonly path: RepoPath;
  readonly commit: string;
  /** Absolute git directory that has its objects. */
  readonly store: string;
  readonly tree: FileSet;
}

/** The submodules of a commit. */
export interface Submodules {
  /** Outer ones come before those within them. */
  readonly found: readonly Submodule[];
  /** Those that were never initialised here, so that they stay empty as in the worktree. */
  readonly absent: readonly RepoPath[];
}

/** A repository with the commit whose submodules are looked for. */
interface Parent {
  readonly place: GitPlace;
  readonly commit: string;
  readonly tree: FileSet;
  /** Where it lies in the outermost one: empty, or ends in a slash. */
  readonly prefix: RepoPath;
  /** Its folder in the worktree; absolute, may be missing. */
  readonly folder: string;
  /** Git directories that have a folder `modules`. */
  readonly gitDirs: readonly string[];
}

/**
 * Finds the submodules of a commit in what was fetched of them before, nested ones included; nothing is fetched or written.
 * Rejects with `LatticeError` where one that is initialised lacks the commit that is asked for.
 */
export async function findSubmodules(
  { root, gitDir, commonDir }: Repository,
  env: GitPlace['env'],
  { commit, tree }: { readonly commit: string; readonly tree: FileSet },
): Promise<Submodules> {
  const inner = Object.fromEntries(Object.entries(env).filter(([name]) => !localVariables.has(name)));
  const gitDirs = [...new Set([gitDir, commonDir])];
  return findWithin({ place: { cwd: root, env: inner }, commit, tree, prefix: '', folder: root, gitDirs });
}

/** The files of a commit and of its submodules. */
export function withSubmodules(tree: FileSet, submodules: readonly Submodule[]): FileSet {
  if (submodules.length === 0) return tree;
  const whole = new Map<RepoPath, FileEntry>(tree);
  for (const { path, tree: inner } of submodules) {
    whole.set(`${path}/.git`, { mode: '100644', id: '' });
    for (const [name, entry] of inner) whole.set(`${path}/${name}`, entry);
  }
  return whole;
}

async function findWithin(parent: Parent): Promise<Submodules> {
  const found: Submodule[] = [];
  const absent: RepoPath[] = [];
  const links = [...parent.tree].filter(([, { mode }]) => mode === '160000');
  const names = links.length === 0 ? new Map<RepoPath, string>() : await namesOf(parent);
  for (const [path, { id: commit }] of links) {
    const name = names.get(path);
    const own = name === undefined || !isUtf8(path) ? undefined : await findOne(parent, { path, name, commit });
    if (own === undefined) absent.push(parent.prefix + path);
    else {
      found.push(own.found, ...own.within.found);
      absent.push(...own.within.absent);
    }
  }
  return { found, absent };
}

interface Wanted {
  readonly path: RepoPath;
  readonly name: string;
  readonly commit: string;
}

async function findOne(parent: Parent, wanted: Wanted) {
  const stores = storesOf({ folder: join(parent.folder, wanted.path), name: wanted.name, gitDirs: parent.gitDirs });
  for (const store of stores) {
    // Its settings may name a worktree that is not there.
    const place = { cwd: store, env: { ...parent.place.env, GIT_DIR: store, GIT_WORK_TREE: store } };
    const { code, stdout } = await tryGit(place, ['ls-tree', '-r', '-z', '--full-tree', wanted.commit]);
    if (code !== 0) continue;
    const path = parent.prefix + wanted.path;
    const tree = parseTree(stdout);
    const { commit } = wanted;
    const folder = join(parent.folder, wanted.path);
    const within = await findWithin({ place, commit, tree, prefix: `${path}/`, folder, gitDirs: [store] });
    return { found: { path, commit, store, tree }, within };
  }
  // `deinit` leaves the store where it is.
  if (stores.length > 0 && (await isInitialised(parent, wanted))) throw notFetched(parent, wanted);
  return undefined;
}

/** The names of submodules by their paths, as `.gitmodules` of the commit has them. */
async function namesOf({ place, commit }: Parent): Promise<ReadonlyMap<RepoPath, string>> {
  const args = ['config', `--blob=${commit}:.gitmodules`, '-z', '--get-regexp', '^submodule\\..*\\.path$'];
  const { code, stdout } = await tryGit(place, args);
  const fields = code === 0 ? splitFields(stdout).map(decodePath) : [];
  return new Map(fields.map((field) => splitSetting(field)));
}

function splitSetting(field: string): readonly [path: RepoPath, name: string] {
  const end = field.indexOf('\n');
  return [field.slice(end + 1).replace(/\/+$/, ''), field.slice('submodule.'.length, end - '.path'.length)];
}

async function isInitialised({ place }: Parent, { name }: Wanted): Promise<boolean> {
  return (await tryGit(place, ['config', '--get', `submodule.${name}.url`])).code === 0;
}

function notFetched({ prefix, commit: outer }: Parent, { path, commit }: Wanted): LatticeError {
  const shown = listPaths([prefix + path]);
  return new LatticeError(
    'environment',
    `submodule ${shown} is not here at ${commit}, which ${outer} asks for`,
    `Check ${outer.slice(0, 12)} out and run \`git submodule update --init --recursive\`; if that does not find it, push the submodule first.`,
    undefined,
    'push.md#the-tree-that-is-tested',
  );
}
