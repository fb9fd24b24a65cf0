import { createHash } from 'node:crypto';
import { dirname, join, posix, relative, sep } from 'node:path';
import type { FileSet, RepoPath } from '../../core/files.ts';
import { inputTest } from '../../core/inputs.ts';
import type { Look } from '../../core/look.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { Task } from '../../core/task.ts';
import { userFolders, type Variables } from '../../system/git-settings.ts';

/** Where a task runs: an absolute folder, and what git has of it. */
interface Surrounded {
  readonly directory: string;
  readonly tree: FileSet;
}

/** Larger inputs are told apart by size and time: reading them would take longer than most checks. */
const HASHED_BYTES = 1024 * 1024;

/** Files that may hold the config of a tool, and mostly do not. */
const MANIFESTS: ReadonlySet<string> = new Set(['package.json', 'package.yaml', 'pyproject.toml']);

/** Folders in which nobody keeps rules of his own, and many other things are. */
const PASSED_BY: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv']);

/**
 * Inputs that a tool would read although git does not know them, ignored ones too, each as `<path>: <hash>`, sorted: they are
 * no part of any tree. Looked for where tools look for their config, where commands name a file, and in the folders that the
 * config's globs name.
 */
export function unknownInputs(task: Task, place: Surrounded, look: Look): readonly string[] {
  const paths = unknownPaths(task, place, look);
  const inside = paths.flatMap((path) => hashOf(onDisk(place.directory, path), path, look)).sort();
  return [...inside, ...configsAbove(task, place, look)];
}

/** Configs above the repository, each as `<path>: <hash>`: where there is none at its top, some tools go on to look for one. */
export function configsAbove({ above = [] }: Task, { directory, tree }: Surrounded, look: Look): readonly string[] {
  if (above.some((name) => tree.has(name) && !MANIFESTS.has(name))) return [];
  const found: string[] = [];
  for (let folder = directory; above.length > 0 && dirname(folder) !== folder; folder = dirname(folder)) {
    for (const name of above) {
      const file = join(dirname(folder), name);
      found.push(...hashOf(file, relative(directory, file).replaceAll(sep, '/'), look));
    }
  }
  return found;
}

/** Configs of the user's own, each as `<name>: <hash>`: a tool takes them where a project has none, and nobody has them but the user. */
export function userConfigs(
  { own = [] }: Task,
  { env, look }: { readonly env: Variables; readonly look: Look },
): readonly string[] {
  if (own.length === 0) return [];
  const { home, config } = userFolders(env);
  return own.flatMap((name) => {
    const inside = name.slice(name.indexOf('/') + 1);
    return hashOf(join(name.startsWith('~/') ? home : config, inside), name, look);
  });
}

/** The files themselves, in no order. */
export function unknownInputFiles(task: Task, place: Surrounded, look: Look): readonly RepoPath[] {
  return unknownPaths(task, place, look).filter((path) => look.at(onDisk(place.directory, path))?.isFile === true);
}

/** Where such a file may be: most words of a command name none. */
function unknownPaths(task: Task, place: Surrounded, look: Look): readonly RepoPath[] {
  const { directory, tree } = place;
  const isInput = inputTest(task);
  const named = [...namesUpwards(task, directory, look), ...namedByCommands(task), ...(task.unknown ?? [])];
  return [...new Set([...named, ...namedByGlobs(task, place, look)])].filter(
    (path) => !tree.has(path) && isInput(path),
  );
}

/** What stands in the folders in which tools look for their config: the task's, where it runs, and all above. */
function namesUpwards({ root, cwd }: Task, directory: string, look: Look): readonly RepoPath[] {
  const folders = new Set([root, cwd].flatMap(foldersUpwards));
  return [...folders].flatMap((folder) => look.names(join(directory, folder)).map((name) => posix.join(folder, name)));
}

function foldersUpwards(start: RepoPath): readonly RepoPath[] {
  const folders: RepoPath[] = [];
  for (let folder = start; folder !== '' && folder !== '.'; folder = posix.dirname(folder)) folders.push(folder);
  return [...folders, ''];
}

function namedByCommands({ check, fix, cwd }: Task): readonly RepoPath[] {
  const words = [...check, ...fix].flat().flatMap((word) => [word, word.slice(word.indexOf('=') + 1)]);
  return words.map((word) => posix.join(cwd, word)).filter((path) => !path.startsWith('../'));
}

/** Files at and below what the globs name, seen from the folder of the config and from each one above. */
function namedByGlobs({ root, inputPlaces = [] }: Task, place: Surrounded, look: Look): readonly RepoPath[] {
  const seen = new Set<string>();
  return foldersUpwards(root).flatMap((folder) =>
    inputPlaces.flatMap((named) => filesAt(posix.join(folder, named), place, look, seen)),
  );
}

/** What git does not know at a path and below it. `seen`: folders that were walked through, because links may lead in circles. */
function filesAt(path: RepoPath, place: Surrounded, look: Look, seen: Set<string>): readonly RepoPath[] {
  if (place.tree.has(path)) return [];
  const file = join(place.directory, path);
  if (look.at(file)?.isFolder !== true) return [path];
  const real = look.real(file);
  if (seen.has(real)) return [];
  seen.add(real);
  const names = look.names(file).filter((name) => !PASSED_BY.has(name));
  return names.flatMap((name) => filesAt(posix.join(path, name), place, look, seen));
}

function hashOf(file: string | Buffer, path: RepoPath, look: Look): readonly string[] {
  // Links followed, as tools do. Most words of a command are no files, and some are too long to be a name of one.
  const sight = look.at(file);
  if (sight?.isFile !== true) return [];
  if (sight.size > HASHED_BYTES) return [`${path}: ${sight.stamp}`];
  const bytes = look.read(file);
  return [`${path}: ${bytes === undefined ? 'unreadable' : createHash('sha256').update(bytes).digest('hex')}`];
}
