import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type FileSet, type RepoPath, submodulesOf } from '../core/files.ts';
import { isUtf8, splitFields } from '../core/path-bytes.ts';
import { type GitPlace, tryGit } from './git.ts';
import { parseStage } from './index/entries.ts';
import { localVariables } from './local-variables.ts';

const STATUS = ['status', '--porcelain=v2', '--branch', '-z', '--untracked-files=normal', '--ignore-submodules=none'];
const HEAD = '# branch.oid ';

/**
 * Submodules of a tree that hold something else than the commit that it names: at another one, edited, with files that their
 * git does not know, or with such a submodule in turn, or one that is not initialised. One that is not itself is no such: it
 * is part of the key. `isRead`: of which that matters. A git process for each, all at once; none where there are none.
 */
export async function oddSubmodules(
  { cwd, env }: GitPlace,
  tree: FileSet,
  isRead: (path: RepoPath) => boolean,
): Promise<ReadonlySet<RepoPath>> {
  const inner = Object.fromEntries(Object.entries(env).filter(([name]) => !localVariables.has(name)));
  const here = [...submodulesOf(tree)].filter(([path]) => isRead(path) && existsSync(join(cwd, path, '.git')));
  const odd = await Promise.all(here.map(([path, { id }]) => isOdd({ cwd: join(cwd, path), env: inner }, id)));
  return new Set(here.flatMap(([path], index) => (odd[index] ? [path] : [])));
}

async function isOdd(place: GitPlace, commit: string): Promise<boolean> {
  const { code, stdout } = await tryGit(place, STATUS);
  const fields = splitFields(stdout).map((field) => field.toString('latin1'));
  if (code !== 0 || !fields.includes(HEAD + commit) || fields.some((field) => !field.startsWith('# '))) return true;
  return existsSync(join(place.cwd, '.gitmodules')) && hasAbsent(place);
}

/** Whether one of its own submodules, at any depth, is not initialised: git calls that unedited. */
async function hasAbsent(place: GitPlace): Promise<boolean> {
  const { code, stdout } = await tryGit(place, ['ls-files', '--stage', '-z', '--full-name']);
  if (code !== 0) return true;
  const inner = [...submodulesOf(parseStage(stdout).tree)].map(([path]) => path);
  const isAbsent = async (path: RepoPath) => {
    const folder = join(place.cwd, path);
    if (!isUtf8(path) || !existsSync(join(folder, '.git'))) return true;
    return existsSync(join(folder, '.gitmodules')) && hasAbsent({ ...place, cwd: folder });
  };
  return (await Promise.all(inner.map(isAbsent))).includes(true);
}
