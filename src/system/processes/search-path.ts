import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { Look } from '../../core/look.ts';
import { DISK } from '../disk.ts';

/** Where programs are looked for. All paths absolute. */
export interface Surroundings {
  /** Directory that the program is started in. */
  readonly cwd: string;
  /** Top of the worktree. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The Node that runs us. */
  readonly node: string;
  /** Who looks at the disk; without it nobody takes notes. */
  readonly look?: Look;
}

/**
 * Folders that a task's programs come from, first match wins: `node_modules/.bin` of its folder and of each one above up to
 * the root, the Python environment, the folder of the Node that runs us, then PATH. Relative entries of PATH are left out:
 * what they lead to depends on where one stands.
 */
export function searchPath(surroundings: Surroundings): readonly string[] {
  const { env, node } = surroundings;
  const environment = pythonEnvironment(surroundings);
  return [
    ...foldersToRoot(surroundings).map((folder) => join(folder, 'node_modules', '.bin')),
    ...(environment === undefined ? [] : [join(environment, process.platform === 'win32' ? 'Scripts' : 'bin')]),
    dirname(node),
    ...(env['PATH'] ?? '').split(delimiter).filter((folder) => isAbsolute(folder)),
  ];
}

/** The Python environment of a task: the nearest `.venv` up to the root, then `VIRTUAL_ENV`. */
export function pythonEnvironment(surroundings: Surroundings): string | undefined {
  const own = foldersToRoot(surroundings).map((folder) => join(folder, '.venv'));
  const active = surroundings.env['VIRTUAL_ENV'] ?? '';
  return [...own, ...(isAbsolute(active) ? [active] : [])].find((folder) => isFolder(folder, surroundings.look));
}

/** The task's folder and every one above it, the root last; the root alone when the folder is not below it. */
export function foldersToRoot({ cwd, root }: Pick<Surroundings, 'cwd' | 'root'>): readonly string[] {
  const inside = relative(root, cwd);
  if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) return [root];
  const names = inside.split(sep);
  return [...names.map((_, index) => join(root, ...names.slice(0, names.length - index))), root];
}

/** The executable that a name stands for, links not followed; a name with a slash is relative to `cwd`. Undefined: there is none. */
export function findProgram(name: string, surroundings: Surroundings): string | undefined {
  if (name === '') return undefined;
  const places = name.includes('/')
    ? [isAbsolute(name) ? name : join(surroundings.cwd, name)]
    : searchPath(surroundings).map((folder) => join(folder, name));
  const { look = DISK } = surroundings;
  return places.find((place) => look.isProgram(place));
}

/** Whether there is a folder at the path, links followed. */
export function isFolder(path: string, look: Look = DISK): boolean {
  return look.at(path)?.isFolder ?? false;
}
