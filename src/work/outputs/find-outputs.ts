import { type Dirent, readdirSync, statSync } from 'node:fs';
import { isErrno } from '../../core/errors.ts';
import type { RepoPath } from '../../core/files.ts';
import { relativeTo } from '../../core/globs.ts';
import { joinPath } from '../../core/inputs.ts';
import { isOutputPath } from '../../core/outputs.ts';
import { decodePath, onDisk } from '../../core/path-bytes.ts';
import type { Task } from '../../core/task.ts';
import { lookAt, obstacleOf, parentsOf } from '../../git/standing.ts';
import type { OutputKeeping } from './place.ts';

/** Files that a task may leave at most. */
const MOST_FILES = 10_000;

/** What the outputs of a task match, hidden and ignored files too. */
export interface Found {
  /** Sorted. */
  readonly files: readonly RepoPath[];
  /** Why that is not all, or cannot be brought back. */
  readonly problem?: string;
}

interface Search {
  readonly root: string;
  readonly isMatch: (path: RepoPath) => boolean;
  /** Whether a glob names the folder that is searched, so that all in it is meant. */
  readonly isNamed: boolean;
  readonly files: Set<RepoPath>;
}

/** What makes a glob of a path, and the escape that may stand before it. */
const MAGIC = /[*?[{(!+@\\]/;

/**
 * Finds the files that the outputs of a task match: regular ones, in folders of the repository, never of git, of a package
 * or of another repository. A link that matches, or that leads to a folder which might hold some, is a problem.
 */
export async function findOutputs(
  task: Task,
  { root, globTest }: Pick<OutputKeeping, 'root' | 'globTest'>,
): Promise<Found> {
  const files = new Set<RepoPath>();
  const isMatch = await matcherOf(task, globTest);
  try {
    for (const glob of task.outputs) refuseFolder(task, glob, root);
    for (const folder of new Set(task.outputs.map((glob) => folderOf(task, glob)))) {
      const obstacle = obstacleOf(root, `${folder}/`);
      if (obstacle !== undefined && lookAt(root, obstacle)?.isSymbolicLink()) throw new Unfit(`${obstacle} is a link`);
      if (!isOurs(folder, root)) throw new Unfit(`${folder} belongs to another repository`);
      visit(folder, { root, isMatch, isNamed: folder !== task.root, files });
    }
    if (files.size > MOST_FILES) throw new Unfit(`they are more than ${MOST_FILES} files`);
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { files: [...files].sort(), problem: error.message };
  }
  return { files: [...files].sort() };
}

/**
 * Whether a path of the repository is one of a task's outputs. A findings report is none: it may hold a secret, and what it
 * says comes back with the pass.
 */
export async function matcherOf(
  { root, outputs, scans = [] }: Task,
  globTest: OutputKeeping['globTest'],
): Promise<(path: RepoPath) => boolean> {
  const tests = await Promise.all(outputs.map(globTest));
  const reports = await Promise.all(scans.flatMap(({ input, pattern }) => [globTest(input), globTest(pattern)]));
  return (path) => {
    const inside = relativeTo(root, path);
    if (inside === undefined || !tests.some((test) => test(inside))) return false;
    return !reports.some((test) => test(inside));
  };
}

/** Says why outputs cannot be brought back. */
class Unfit extends Error {}

/** The name of a folder is no glob of files: it would match none of them, ever. */
function refuseFolder({ root: folder }: Task, glob: string, root: string): void {
  const path = joinPath(folder, glob);
  if (MAGIC.test(glob) || !isOutputPath(path) || !lookAt(root, path)?.isDirectory()) return;
  throw new Unfit(`${path} is a folder, and \`${glob}/**\` would be the files in it`);
}

/** The folder that a glob leads to without a choice. */
function folderOf({ root }: Task, glob: string): RepoPath {
  const plain = glob.replace(/^(?:\.\/)+/, '');
  const magic = plain.search(MAGIC);
  const words = (magic === -1 ? plain : plain.slice(0, magic)).split('/').slice(0, -1);
  return words.length === 0 ? root : joinPath(root, words.join('/'));
}

/** Whether a folder that a glob names is one of this repository's own, and not of one within it. */
function isOurs(folder: RepoPath, root: string): boolean {
  if (folder === '') return true;
  return (
    isOutputPath(folder) && parentsOf(`${folder}/`).every((parent) => lookAt(root, `${parent}/.git`) === undefined)
  );
}

function visit(folder: RepoPath, search: Search): void {
  if (folder !== '' && lookAt(search.root, `${folder}/.git`) !== undefined) return;
  for (const entry of entriesOf(folder, search.root)) {
    const path = joinPath(folder, decodePath(entry.name));
    if (!isOutputPath(path)) refuseForeign(path, search);
    else if (entry.isDirectory()) visit(path, search);
    else if (entry.isSymbolicLink()) refuseLink(path, search);
    else if (search.isMatch(path)) addFile(path, entry, search);
  }
}

/** Packages and git directories never come back: what is built around some is not whole without them. */
function refuseForeign(path: RepoPath, { isNamed, isMatch }: Search): void {
  if (isNamed && (isMatch(path) || isMatch(`${path}/package.json`))) throw new Unfit(`${path} is none of its own`);
}

function addFile(path: RepoPath, entry: Dirent<Buffer>, { files }: Search): void {
  if (!entry.isFile()) throw new Unfit(`${path} is no regular file`);
  files.add(path);
}

function refuseLink(path: RepoPath, { root, isMatch }: Search): void {
  if (isMatch(path) || leadsToFolder(onDisk(root, path))) throw new Unfit(`${path} is a link`);
}

function leadsToFolder(place: string | Buffer): boolean {
  try {
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

function entriesOf(folder: RepoPath, root: string): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(onDisk(root, folder), { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (isErrno(error, 'ENOENT', 'ENOTDIR')) return [];
    throw new Unfit(`${folder} cannot be read`);
  }
}
