import { join } from 'node:path';
import type { CommandLine } from '../../core/task.ts';
import { DISK } from '../disk.ts';
import { findProgram, foldersToRoot, pythonEnvironment, type Surroundings } from './search-path.ts';

/** Managers that start programs in the project's environment, by the lock file that says that they are used. */
const LAUNCHERS = [
  { lock: 'uv.lock', program: 'uv' },
  { lock: 'poetry.lock', program: 'poetry' },
] as const;

/**
 * The words that come before a Python tool's own: `uv run` or `poetry run`, whose lock file is the nearest up to the root
 * and which is installed; else none, and the tool is looked up in `.venv`, `VIRTUAL_ENV` and PATH.
 */
export function pythonLauncher(surroundings: Surroundings): CommandLine {
  const { look = DISK } = surroundings;
  for (const folder of foldersToRoot(surroundings)) {
    for (const { lock, program } of LAUNCHERS) {
      if (look.at(join(folder, lock)) !== undefined && findProgram(program, surroundings) !== undefined)
        return [program, 'run'];
    }
  }
  return [];
}

/**
 * What a manager is told so that a check changes nothing but its outcome: uv is to leave its lock file as it is, and
 * `isBorrowed`: an environment whose packages are another folder's too. Bringing that up to date would take packages away
 * from there. See `--frozen` and `--no-sync` of `uv run`.
 */
export function launcherVariables(
  launcher: string | undefined,
  surroundings: Surroundings,
  isBorrowed: boolean,
): Readonly<Record<string, string>> {
  if (launcher !== 'uv') return {};
  const isThere = pythonEnvironment(surroundings) !== undefined;
  return { UV_FROZEN: '1', ...(isBorrowed && isThere ? { UV_NO_SYNC: '1' } : {}) };
}
