import { join, posix } from 'node:path';
import type { ToolEnvironment } from '../../core/memory/fingerprint.ts';
import { portableFilters } from '../../core/shared/portable-filters.ts';
import { portableHosting } from '../../core/shared/portable-hosting.ts';
import type { Task } from '../../core/task.ts';
import { KeptLog } from '../../system/kept/log.ts';
import { portableNodePackages, portableProgram } from '../../system/portable-identity.ts';
import { findProgram, type Surroundings } from '../../system/processes/search-path.ts';
import { environmentReader, installedFor, type Place, programNames } from '../environment.ts';
import type { World } from '../world.ts';
import { sharedFolder } from './folder.ts';

/**
 * What the key of each task depends on besides tracked files, in words that are the same on every machine where the same is
 * installed: another clone, in another folder, has the same key. Undefined for a task whose programs cannot be read.
 */
export function portableEnvironmentReader(
  world: Pick<World, 'env' | 'node' | 'nodeMajor' | 'platform' | 'product' | 'look' | 'startedAt'>,
  place: Place,
): (task: Task) => Promise<ToolEnvironment | undefined> {
  const { look, node } = world;
  const ownEnvironment = environmentReader(world, place);
  const known = new KeptLog(join(sharedFolder(place), 'programs'));
  const attributes = attributesOf(place, world);
  return async (task) => {
    // Who believes whom is a matter of each machine.
    const { trust: _trust, ...own } = await ownEnvironment(task);
    const cwd = join(place.directory, task.cwd);
    const surroundings = { cwd, root: place.directory, env: world.env, node, look };
    const programs = programNames(task, surroundings).map((name) => wordFor(name, surroundings, known));
    if (programs.includes(undefined)) return undefined;
    return {
      ...own,
      programs: programs.flatMap((word) => word ?? []),
      installed: installedFor(task, place, surroundings, portableNodePackages),
      filters: portableFilters(own.filters, attributes),
      ...(own.hosting === undefined ? {} : { hosting: portableHosting(own.hosting) }),
    };
  };
}

function wordFor(program: string, surroundings: Required<Surroundings>, known: KeptLog): string | undefined {
  const { root, look } = surroundings;
  const file = findProgram(program, surroundings);
  const identity = file === undefined ? 'not installed' : portableProgram(file, root, look, known);
  return identity && `${posix.basename(program)}: ${identity}`;
}

/** What the attribute files say, as they are on disk: where tasks work they are what git has. */
function attributesOf({ directory, tree }: Place, { look }: Pick<World, 'look'>): readonly string[] {
  const paths = [...tree.keys()].filter((path) => posix.basename(path) === '.gitattributes');
  return paths.map((path) => look.read(join(directory, path))?.toString() ?? '');
}
