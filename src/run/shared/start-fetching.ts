import { statSync } from 'node:fs';
import { join } from 'node:path';
import { readKept } from '../../config/kept.ts';
import { SHARING_VARIABLE } from '../../core/shared/settings.ts';
import { localVariables } from '../../git/local-variables.ts';
import type { Repository } from '../../git/repository.ts';
import { isCI } from '../../system/ci.ts';
import { startDetached } from '../../system/processes/start-detached.ts';
import type { World } from '../world.ts';
import { isFetchDue, readFetchState } from './fetch-state.ts';

/** The same where git has fetched since the last time: there is no hook for that. */
export function fetchAfterGit(repository: Repository, world: World): boolean {
  const fetched = statSync(join(repository.gitDir, 'FETCH_HEAD'), { throwIfNoEntry: false })?.mtimeMs;
  if (fetched === undefined || fetched < (readFetchState(repository.commonDir)?.at ?? 0)) return false;
  return startFetching(repository, world);
}

/**
 * Starts a process that fetches what others have shared, and waits for nothing of it: the hook ends as if there was none. Not
 * where the config shares nothing that has to be fetched, or where that was tried a moment ago. Returns whether one was started.
 */
export function startFetching({ root, commonDir }: Repository, world: World): boolean {
  const { env, node, packageFolder, product, startedAt } = world;
  if (isCI(env) || env[SHARING_VARIABLE] === '0') return false;
  const kept = readKept({ commonDir, folder: root, product });
  // A config that is not kept yet is read by who is started.
  if (kept?.tiers.every(({ shared }) => shared?.isFetched !== true)) return false;
  if (!isFetchDue(readFetchState(commonDir), Date.parse(startedAt))) return false;
  const own = Object.entries(env).filter(([name]) => !localVariables.has(name));
  startDetached({
    file: node,
    args: [join(packageFolder, 'dist/hot.cjs'), 'cache', 'fetch', '--beside'],
    cwd: root,
    env: Object.fromEntries(own),
  });
  return true;
}
