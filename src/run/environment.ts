import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileSet } from '../core/files.ts';
import type { ToolEnvironment } from '../core/fingerprint.ts';
import { pathTest } from '../core/globs.ts';
import type { Task } from '../core/task.ts';
import { contentFilters } from '../system/content-filters.ts';
import { identifyFile, installedNodePackages, installedPythonPackages } from '../system/identity.ts';
import { pythonLauncher } from '../system/python-launcher.ts';
import { findProgram, type Surroundings } from '../system/search-path.ts';
import { keyVariables } from '../system/task-environment.ts';
import type { World } from './world.ts';

/** Where tasks of a run live: the worktree, or a private checkout. */
export interface Place {
  /** Absolute. */
  readonly directory: string;
  readonly commonDir: string;
  readonly tree: FileSet;
}

/** What the key of each task depends on besides tracked files. What tasks share is read once. */
export function environmentReader(world: World, place: Place): (task: Task) => Promise<ToolEnvironment> {
  const filters = contentFilters(place.commonDir, world.env);
  const names = readdirSync(place.directory);
  return async (task) => {
    const surroundings = {
      cwd: join(place.directory, task.cwd),
      root: place.directory,
      env: world.env,
      node: world.node,
    };
    return {
      product: world.product,
      platform: world.platform,
      node: world.nodeMajor,
      programs: programsOf(task, surroundings),
      installed: [
        ...(task.ecosystem === 'python' || task.readsSnapshot ? [] : installedNodePackages(surroundings)),
        ...(task.ecosystem === 'node' || task.readsSnapshot ? [] : installedPythonPackages(surroundings)),
        ...untrackedInputs(task, place, names),
      ],
      variables: keyVariables(task, world.env),
      filters,
    };
  };
}

function programsOf(task: Task, surroundings: Surroundings): readonly string[] {
  const launcher = task.ecosystem === 'python' ? pythonLauncher(surroundings) : [];
  const commands = [...task.check, ...task.fix].map((command) => command[0] ?? '');
  return [...new Set([...launcher.slice(0, 1), ...commands])].map((program) => {
    const file = findProgram(program, surroundings);
    return file === undefined ? `${program}: not installed` : identifyFile(file, surroundings.root);
  });
}

/** Config files at the top that a tool would read although git does not know them: they are no part of any tree. */
function untrackedInputs(task: Task, { directory, tree }: Place, names: readonly string[]): readonly string[] {
  const isInput = pathTest(task.inputs);
  return names
    .filter((name) => isInput(name) && !tree.has(name))
    .map((name) => `${name} ${hashOf(join(directory, name))}`);
}

function hashOf(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return 'unreadable';
  }
}
