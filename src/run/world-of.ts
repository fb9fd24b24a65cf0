import { resolve } from 'node:path';
import { Witness } from '../system/witness.ts';
import type { World } from './world.ts';

/** What is taken from the process that runs us. */
export type Host = Pick<NodeJS.Process, 'cwd' | 'env' | 'execPath' | 'versions' | 'platform' | 'arch' | 'pid'>;

/** Variables of git's that hold paths, which a hook gets relative to the folder it is started in. */
const PATH_VARIABLES = ['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'];

/** The world as the process has it. Paths of git's are made absolute, so that they mean the same from any folder. */
export function worldOf(
  host: Host,
  own: Omit<World, 'cwd' | 'env' | 'node' | 'nodeMajor' | 'platform' | 'pid' | 'look'>,
): World {
  const cwd = host.cwd();
  const env: Record<string, string | undefined> = { ...host.env };
  for (const name of PATH_VARIABLES) {
    const value = env[name];
    if (value !== undefined && value !== '') env[name] = resolve(cwd, value);
  }
  return {
    ...own,
    cwd,
    env,
    node: host.execPath,
    nodeMajor: host.versions.node.split('.')[0] ?? '',
    platform: `${host.platform} ${host.arch}`,
    pid: host.pid,
    look: new Witness(Date.parse(own.startedAt)),
  };
}

/** The same world as somebody sees it who has seen nothing before. `elapsed`: milliseconds since the world was read, or fewer. */
export function seenAnew(world: World, elapsed: number): World {
  return { ...world, look: new Witness(world.look.since + elapsed) };
}
