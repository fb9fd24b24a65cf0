import posix from 'node:path/posix';
import { entriesOf, type FileSet, type RepoPath, selectFiles } from './files.ts';
import { type PathPattern, type PathTest, pathTest, relativeTo } from './globs.ts';
import type { Task } from './task.ts';

/**
 * Files in which a command's words are looked up, as in `npm run lint` or `make lint`: what such a command does is written
 * there and not in the config.
 */
const SCRIPT_FILES: ReadonlySet<string> = new Set([
  'package.json',
  'pyproject.toml',
  'setup.cfg',
  'tox.ini',
  'noxfile.py',
  'GNUmakefile',
  'makefile',
  'Makefile',
  'justfile',
  'Justfile',
  '.justfile',
  'Taskfile.yml',
  'Taskfile.yaml',
]);

const ATTRIBUTES = '.gitattributes';

/** The files of the tree that an outcome depends on besides the files it is about. In no order. */
export function inputFiles(task: Task, tree: FileSet): FileSet {
  const { root, inputs } = task;
  if (tree.select === undefined) return selectFiles(tree, '', inputTest(task));
  const letters = inputs.letters === undefined ? undefined : `${inputs.letters}${ATTRIBUTES.charAt(0)}`;
  // In words, and not by the task itself: several are alike in this, and a config that is read once more is another one.
  const found = tree.select(JSON.stringify(['inputs', root, inputs]), testFor(root, inputs, new Set()), letters);
  const named = entriesOf(namedFiles(task), tree);
  return named.size === 0 ? found : new Map([...found, ...named]);
}

/** The same for each of several tasks: a tree that keeps nothing, and may be large, is walked through once. */
export function inputFilesOf(tasks: readonly Task[], tree: FileSet): (task: Task) => FileSet {
  if (tree.select !== undefined) return (task) => inputFiles(task, tree);
  const tests = [...new Set(tasks.map(({ root }) => root))].map((root) => {
    const own = tasks.filter((task) => task.root === root);
    const include = [...new Set(own.flatMap(({ inputs }) => inputs.include))];
    return testFor(root, { include, exclude: [] }, new Set(own.flatMap((task) => [...namedFiles(task)])));
  });
  const inputs = selectFiles(tree, '', (path) => tests.some((isInput) => isInput(path)));
  return (task) => inputFiles(task, inputs);
}

/** The files of attributes in a tree, see gitattributes(5). */
export function attributesIn(tree: FileSet): FileSet {
  return selectFiles(tree, 'attributes', isAttributes, ATTRIBUTES.charAt(0));
}

/**
 * Whether a path is one of those files: what the task's `inputs` match, seen from its folder or from any folder above
 * (tools look for their config upwards); what its commands and its configs name; the module of a kind of the project's own;
 * for a plain command, the files in its folder and above that say what it does; and `.gitattributes`, which decides what a
 * blob looks like on disk.
 */
export function inputTest(task: Task): PathTest {
  const known = TESTS.get(task);
  if (known !== undefined) return known;
  const test = answeringOnce(testFor(task.root, task.inputs, namedFiles(task)));
  TESTS.set(task, test);
  return test;
}

/** Each path is looked at many times in a run, and the answer depends on the task and the path alone. */
const TESTS = new WeakMap<Task, PathTest>();

function answeringOnce(test: PathTest): PathTest {
  const answers = new Map<RepoPath, boolean>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined) return known;
    const answer = test(path);
    answers.set(path, answer);
    return answer;
  };
}

function testFor(root: RepoPath, pattern: PathPattern, named: ReadonlySet<RepoPath>): PathTest {
  const matches = pathTest(pattern);
  const folders = foldersUpwards(root);
  const matchesFrom = (folder: RepoPath, path: RepoPath): boolean => {
    const inside = relativeTo(folder, path);
    return inside !== undefined && matches(inside);
  };
  return (path) => named.has(path) || isAttributes(path) || folders.some((folder) => matchesFrom(folder, path));
}

/** Paths that may be files and that the commands and the configs lead to, whether they are there or not. */
function namedFiles(task: Task): ReadonlySet<RepoPath> {
  const words = [...task.check, ...task.fix].flat().flatMap((word) => [word, word.slice(word.indexOf('=') + 1)]);
  const modules = [...task.check, ...task.fix].flatMap(modulesIn);
  const inCommands = [...words, ...modules].map((word) => posix.join(task.cwd, word));
  const named = new Set([...inCommands, ...(task.named ?? []), ...(task.unknown ?? [])]);
  // What a task leaves is no input of it. One that only reads a report is not remembered.
  for (const { pattern } of task.scans ?? []) named.delete(posix.join(task.root, pattern));
  // A kind of the project's own: its module judges, so a change of it is a change of the judgment.
  if (task.uses?.startsWith('.')) named.add(posix.join(task.root, task.uses));
  if (task.uses === undefined) {
    for (const folder of foldersUpwards(task.cwd)) for (const name of SCRIPT_FILES) named.add(posix.join(folder, name));
  }
  return named;
}

/** Where the module may be that `python -m` runs, see "Command line" in the manual of Python. */
function modulesIn(command: readonly string[]): readonly string[] {
  const python = command.findIndex((word) => /^python[\d.]*$/.test(posix.basename(word)));
  const option = command.indexOf('-m', python);
  const module = command[option + 1];
  if (python === -1 || option === -1 || module === undefined) return [];
  const place = module.replaceAll('.', '/');
  return [`${place}.py`, `${place}/__main__.py`];
}

/** Whether it is a file of attributes, see gitattributes(5). */
export function isAttributes(path: RepoPath): boolean {
  return path === ATTRIBUTES || path.endsWith(`/${ATTRIBUTES}`);
}

/** The folder itself and every folder above it, the root (`''`) last. */
function foldersUpwards(folder: RepoPath): readonly RepoPath[] {
  const folders: RepoPath[] = [];
  for (let current = folder; current !== ''; current = current.slice(0, Math.max(0, current.lastIndexOf('/')))) {
    folders.push(current);
  }
  return [...folders, ''];
}

/** Joins a folder of the repository and a relative path without leaving the `/`-separated form; `./` is dropped. */
export function joinPath(folder: RepoPath, relative: string): RepoPath {
  const path = relative.startsWith('./') ? relative.slice(2) : relative;
  return folder === '' ? path : `${folder}/${path}`;
}
