import type { RepoPath } from '../core/files.ts';
import type { Isolate } from '../engine/carry-out.ts';
import { isolate } from '../git/isolation/isolate.ts';
import { keepHanded } from '../git/isolation/keep-handed.ts';
import { exposureOf, filesRewrittenForNow } from './exposure.ts';
import type { Scene } from './scene.ts';
import type { World } from './world.ts';

/**
 * Only what is about to be committed is isolated: everywhere else tasks work on the very files that are judged. Of those that
 * a fixing command rewrites in place of a checking one, the journal has copies meanwhile.
 */
export function bracketOf(scene: Scene, world: World): Isolate {
  const { repository, directory, place, captured } = scene;
  const { snapshot } = captured;
  const { startedAt, pid } = world;
  if (snapshot.source !== 'index') {
    return async (running, work) => {
      // In a checkout nobody's files are rewritten.
      const paths = directory === repository.root ? filesRewrittenForNow(running) : new Set<RepoPath>();
      await keepHanded({ place, repository, paths, startedAt, pid }, async () => void (await work(new Map())));
      return { refusals: [], notes: [] };
    };
  }
  return (running, work) => {
    const exposure = exposureOf(running, snapshot);
    return isolate({ place, repository, captured, exposure, startedAt, pid }, work);
  };
}
