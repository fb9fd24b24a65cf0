import { join } from 'node:path';
import { groupNotes } from '../git/isolation/groups.ts';
import { RUN_VARIABLE } from '../system/processes/task-environment.ts';
import type { Site } from '../work/site.ts';
import { storePlaces } from './memory/open-passes.ts';
import { WebLog } from './memory/web-log.ts';
import type { RunRequest } from './request.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/** Where the tasks of a run work and what they may know. */
export function siteOf(scene: Scene, request: RunRequest, world: World): Site {
  const { repository, directory, place, captured } = scene;
  return {
    directory,
    isBorrowing: directory !== repository.root,
    place,
    gitDir: repository.gitDir,
    env: { ...world.env, [RUN_VARIABLE]: `${world.pid}` },
    node: world.node,
    entries: join(world.packageFolder, 'dist'),
    snapshot: captured.snapshot,
    before: captured.before,
    hookArguments: request.hookArguments,
    ...(request.hookInput === undefined ? {} : { hookInput: request.hookInput }),
    logs: join(repository.gitDir, 'lattice-hooks', 'logs'),
    temporary: world.temporary,
    // A run that is killed leaves what it started behind: whoever recovers ends that first.
    watchGroup: groupNotes(repository.gitDir),
    openWeb: webOpener(scene, request, world),
    globTest: async (glob) => (await import('../config/globs.ts')).globTest(glob),
  };
}

/** Loads what sends requests when a task first asks for it. */
function webOpener({ repository }: Scene, { useCache }: RunRequest, world: World): Site['openWeb'] {
  // The run began a moment ago; from there on the clock that does not jump is asked.
  const began = world.now();
  return async (variables) => {
    const { openWeb } = await import('../web/open.ts');
    const log = new WebLog(storePlaces({ repository, world }));
    return openWeb({
      variables,
      now: () => Date.parse(world.startedAt) + world.now() - began,
      // Who wants nothing from memory gives it what is new all the same.
      memory: useCache ? log : { recall: () => new Map(), remember: (words) => log.remember(words) },
    });
  };
}
