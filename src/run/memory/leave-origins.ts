import { basename, join } from 'node:path';
import type { Origin, Remembered } from '../../core/memory/origin.ts';
import type { Task } from '../../core/task.ts';
import { findProgram } from '../../system/processes/search-path.ts';
import { programVersion } from '../../system/processes/version.ts';
import type { Prepared } from '../preparation.ts';
import type { World } from '../world.ts';
import { Origins } from './origins.ts';

/** Notes what the passes of a run were made with. A git directory that cannot be written to costs explanations and nothing else. */
export function leaveOrigins({ scene, trigger }: Prepared, passes: readonly Remembered[], world: World): void {
  const { repository, directory } = scene;
  const { startedAt: at } = world;
  const origins = passes.map(({ task, details, files, seen }): readonly [Task, Origin] => {
    const versions = versionsOf(task, directory, world);
    return [
      task,
      { at, worktree: repository.root, trigger, details, versions, files, ...(seen === undefined ? {} : { seen }) },
    ];
  });
  try {
    new Origins(repository).add(origins);
  } catch {
    // What is not noted is not explained.
  }
}

/** Versions of the programs of a task, by the names that its commands have for them. `directory`: where the task works. */
export function versionsOf(
  task: Pick<Task, 'check' | 'fix' | 'cwd'>,
  directory: string,
  { env, node }: Pick<World, 'env' | 'node'>,
): Origin['versions'] {
  const surroundings = { cwd: join(directory, task.cwd), root: directory, env, node };
  const words = new Set([...task.check, ...task.fix].flatMap(([program]) => program ?? []));
  return Object.fromEntries(
    [...words].flatMap((word) => {
      const file = findProgram(word, surroundings);
      const version = file === undefined ? undefined : programVersion(file);
      return version === undefined ? [] : [[basename(word), version]];
    }),
  );
}
