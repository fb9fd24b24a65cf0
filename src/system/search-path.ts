import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join } from 'node:path';

/** Where programs are looked for. All paths absolute. */
export interface Surroundings {
  /** Directory that the program is started in. */
  readonly cwd: string;
  /** Top of the worktree. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node that runs us. */
  readonly node: string;
}

/**
 * Folders that a task's programs come from, first match wins: `node_modules/.bin` of its folder and of each one above up to
 * the root, the Python environment, the folder of the Node that runs us, then PATH.
 */
export function searchPath(surroundings: Surroundings): readonly string[] {
  const { env, node } = surroundings;
  const folders = foldersToRoot(surroundings);
  const environment = pythonEnvironment(surroundings);
  return [
    ...folders.map((folder) => join(folder, 'node_modules', '.bin')),
    ...(environment === undefined ? [] : [join(environment, process.platform === 'win32' ? 'Scripts' : 'bin')]),
    dirname(node),
    ...(env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder)),
  ];
}

/** The Python environment of a task: the nearest `.venv` up to the root, then `VIRTUAL_ENV`. */
export function pythonEnvironment(surroundings: Surroundings): string | undefined {
  const own = foldersToRoot(surroundings).map((folder) => join(folder, '.venv'));
  const active = surroundings.env['VIRTUAL_ENV'];
  return [...own, ...(active === undefined ? [] : [active])].find(isFolder);
}

/** The task's folder and every one above it, the root last. */
export function foldersToRoot({ cwd, root }: Surroundings): readonly string[] {
  const folders: string[] = [];
  for (let folder = cwd; folder.length >= root.length; folder = dirname(folder)) {
    folders.push(folder);
    if (folder === root || dirname(folder) === folder) break;
  }
  return folders;
}

/** The executable that a name stands for, links followed; a name with a slash is relative to `cwd`. Undefined: there is none. */
export function findProgram(name: string, surroundings: Surroundings): string | undefined {
  if (name.includes('/')) return executable(isAbsolute(name) ? name : join(surroundings.cwd, name));
  for (const folder of searchPath(surroundings)) {
    const found = executable(join(folder, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? realpathSync(path) : undefined;
  } catch {
    return undefined;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
