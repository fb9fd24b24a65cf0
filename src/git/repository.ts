import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import { git } from './git.ts';

/** Where a repository is. All paths are absolute. */
export interface Repository {
  /** Top of the worktree. */
  readonly root: string;
  /** This worktree's git directory: index, HEAD, and what an interrupted run left. */
  readonly gitDir: string;
  /** The git directory that all worktrees share. */
  readonly commonDir: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings by which the worktree is not where `.git` stands, see `core.worktree` and `core.bare` in git-config(1). */
const MOVED_AWAY = /^\s*(worktree\s*=|bare\s*(=\s*(true|yes|on|1)\s*)?$)/im;

/**
 * Finds the repository around a directory without starting git where the layout is an ordinary one
 * (gitrepository-layout(5)): a `.git` directory, or a `.git` file that names it.
 * Rejects with `LatticeError` outside of a worktree.
 */
export async function findRepository(cwd: string, env: Environment): Promise<Repository> {
  const found = findUpwards(cwd);
  const given = env['GIT_DIR'];
  // With GIT_DIR alone, the worktree is where git was started: only at the top do both ways lead to the same.
  const isOrdinary = given === undefined || (found?.root === cwd && resolve(cwd, given) === found.gitDir);
  if (found !== undefined && isOrdinary && env['GIT_WORK_TREE'] === undefined) return found;
  return askGit(cwd, env);
}

function findUpwards(start: string): Repository | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    const dotGit = join(folder, '.git');
    const stat = statSync(dotGit, { throwIfNoEntry: false });
    if (stat !== undefined) return stat.isDirectory() ? ordinary(folder, dotGit) : pointed(folder, dotGit);
    if (existsSync(join(folder, 'HEAD')) && existsSync(join(folder, 'objects'))) return undefined;
    if (dirname(folder) === folder) return undefined;
  }
}

function ordinary(root: string, gitDir: string): Repository | undefined {
  if (!existsSync(join(gitDir, 'HEAD'))) return undefined;
  const configs = ['config', 'config.worktree'].map((name) => join(gitDir, name)).filter((file) => existsSync(file));
  return configs.some((file) => MOVED_AWAY.test(readFileSync(file, 'utf8'))) ? undefined : describe(root, gitDir);
}

/** A linked worktree, a submodule, or a git directory kept elsewhere. */
function pointed(root: string, dotGit: string): Repository | undefined {
  const gitDir = readPointer(dotGit, 'gitdir: ');
  return gitDir !== undefined && existsSync(join(gitDir, 'HEAD')) ? describe(root, gitDir) : undefined;
}

function describe(root: string, gitDir: string): Repository {
  return { root, gitDir, commonDir: readPointer(join(gitDir, 'commondir'), '') ?? gitDir };
}

/** The path that a file of git's holds after a prefix, relative to the file's folder. */
function readPointer(file: string, prefix: string): string | undefined {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  if (!text.startsWith(prefix)) return undefined;
  const path = text.slice(prefix.length);
  return isAbsolute(path) ? path : resolve(dirname(file), path);
}

async function askGit(cwd: string, env: Environment): Promise<Repository> {
  const args = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--absolute-git-dir', '--git-common-dir'];
  try {
    const [root, gitDir, commonDir] = (await git({ cwd, env }, args)).toString().split('\n');
    if (root && gitDir && commonDir) return { root, gitDir, commonDir };
  } catch (error) {
    if (error instanceof LatticeError && !/not a git repository|must be run in a work tree/.test(error.message))
      throw error;
  }
  throw new LatticeError(
    'environment',
    `${cwd} is not in a git worktree`,
    'Run this inside a repository, or `git init` one.',
  );
}
