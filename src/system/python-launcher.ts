import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandLine } from '../core/task.ts';
import { findProgram, foldersToRoot, type Surroundings } from './search-path.ts';

/** Lock files of the managers that start programs in the project's environment, and how. */
const LAUNCHERS = [
  { lock: 'uv.lock', program: 'uv', command: ['uv', 'run', '--'] },
  { lock: 'poetry.lock', program: 'poetry', command: ['poetry', 'run', '--'] },
] as const;

/**
 * The words that come before a Python tool's own: `uv run` or `poetry run` where the project has their lock file and they are
 * installed; else none, and the tool is looked up in `.venv`, `VIRTUAL_ENV` and PATH.
 */
export function pythonLauncher(surroundings: Surroundings): CommandLine {
  const folders = foldersToRoot(surroundings);
  for (const { lock, program, command } of LAUNCHERS) {
    const isLocked = folders.some((folder) => existsSync(join(folder, lock)));
    if (isLocked && findProgram(program, surroundings) !== undefined) return command;
  }
  return [];
}
