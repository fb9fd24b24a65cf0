import { join, posix } from 'node:path';
import { isBuiltInLook } from '../core/built-in-look.ts';
import { type FileSet, submodulesOf } from '../core/files.ts';
import type { Look } from '../core/look.ts';
import type { ToolEnvironment } from '../core/memory/fingerprint.ts';
import { onDisk } from '../core/path-bytes.ts';
import type { Task } from '../core/task.ts';
import { contentFilters } from '../system/content-filters.ts';
import { hostingSettings } from '../system/hosting-settings.ts';
import { identifyFile, installedNodePackages } from '../system/identity.ts';
import { pythonLauncher } from '../system/processes/python-launcher.ts';
import { findProgram, type Surroundings } from '../system/processes/search-path.ts';
import { keyVariables } from '../system/processes/task-environment.ts';
import { installedPythonPackages } from '../system/python-packages.ts';
import { epochOf } from './memory/epochs.ts';
import { storePlaces } from './memory/open-passes.ts';
import { unknownInputs, userConfigs } from './memory/unknown-inputs.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** Where tasks of a run live: the worktree, or a private checkout. Paths are absolute. */
export interface Place {
  readonly directory: string;
  /** Top of the worktree. */
  readonly root: string;
  readonly commonDir: string;
  /** The git directory of the worktree that the tasks see; undefined: it has no settings of its own. */
  readonly gitDir?: string;
  readonly tree: FileSet;
}

/** The place of a scene. */
export function placeOf({ repository, directory, captured }: Scene): Place {
  const { root, gitDir, commonDir } = repository;
  return { directory, root, commonDir, tree: captured.snapshot.tree, ...(directory === root ? { gitDir } : {}) };
}

/** What the key of each task depends on besides tracked files. Asked anew each time, except for git's settings. */
export function environmentReader(
  world: Pick<World, 'env' | 'node' | 'nodeMajor' | 'platform' | 'product' | 'look' | 'startedAt'>,
  place: Place,
): (task: Task) => Promise<ToolEnvironment> {
  const { look } = world;
  const env = look.variables(world.env);
  const stores = storePlaces({ repository: place, world: { env } });
  const filters = contentFilters(place.commonDir, env, place.gitDir, look);
  return async (task) => {
    const surroundings = {
      cwd: join(place.directory, task.cwd),
      root: place.directory,
      env,
      node: world.node,
      look,
    };
    const epoch = epochOf(task, stores, look);
    return {
      product: world.product,
      platform: world.platform,
      // Where Python runs the tool, another Node is no other tool.
      node: task.ecosystem === 'python' ? '' : world.nodeMajor,
      programs: programsOf(task, surroundings),
      installed: installedFor(task, place, surroundings, installedNodePackages),
      variables: keyVariables(task, env),
      filters,
      ...(task.readsHosting ? { hosting: hostingSettings(place.commonDir, env, place.gitDir, look) } : {}),
      ...(epoch === undefined ? {} : { epoch }),
      ...trustOf(task),
      ...periodOf(task, world.startedAt),
    };
  };
}

/** Who is believed, for a task whose results of other machines are taken. */
function trustOf({ trust }: Task): Pick<ToolEnvironment, 'trust'> {
  return trust === undefined ? {} : { trust };
}

/** When the hour or day began that the run lies in, for a task whose passes count no longer. */
function periodOf({ holds = 0 }: Task, startedAt: string): Pick<ToolEnvironment, 'period'> {
  const at = Date.parse(startedAt);
  return holds === 0 ? {} : { period: new Date(at - (at % holds)).toISOString() };
}

/**
 * What a task finds beside its programs: packages, and inputs that git does not know. `nodePackages`: what is said of those
 * for JavaScript.
 */
export function installedFor(
  task: Task,
  place: Place,
  surroundings: Surroundings & Required<Pick<Surroundings, 'look'>>,
  nodePackages: (surroundings: Surroundings) => readonly string[],
): readonly string[] {
  if (isBuiltInLook(task)) return [];
  return [
    ...(task.ecosystem === 'python' ? [] : nodePackages(surroundings)),
    ...(task.ecosystem === 'node' ? [] : installedPythonPackages(surroundings)),
    ...unknownInputs(task, place, surroundings.look),
    ...userConfigs(task, surroundings),
    ...absentSubmodules(place, surroundings.look),
  ];
}

/** Submodules that are not initialised: what passed without them says nothing of what they hold. */
function absentSubmodules({ directory, tree }: Place, look: Look): readonly string[] {
  const paths = [...submodulesOf(tree).keys()];
  const absent = paths.filter((path) => look.at(onDisk(directory, posix.join(path, '.git'))) === undefined);
  return absent.map((path) => `${path}: not initialised`);
}

/** Names of the programs that a task starts, as its commands have them. */
export function programNames(task: Task, surroundings: Surroundings): readonly string[] {
  const launcher = task.ecosystem === 'python' ? pythonLauncher(surroundings) : [];
  const commands = [...task.check, ...task.fix].map((command) => command[0] ?? '');
  return [...new Set([...launcher.slice(0, 1), ...commands, ...(task.programs ?? [])])];
}

function programsOf(task: Task, surroundings: Surroundings): readonly string[] {
  return programNames(task, surroundings).map((program) => {
    const file = findProgram(program, surroundings);
    const identity = file === undefined ? 'not installed' : identifyFile(file, surroundings.root, surroundings.look);
    return `${posix.basename(program)}: ${identity}`;
  });
}
