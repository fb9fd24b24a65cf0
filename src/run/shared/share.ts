import type { OfferedPasses, SharedResults } from '../../core/shared/results.ts';
import type { Task } from '../../core/task.ts';
import { placeOf } from '../environment.ts';
import { SharedPool, type Sharing } from './pool.ts';
import { portableEnvironmentReader } from './portable-environment.ts';

/** Shared results that are open, and what becomes of what passed here. */
export interface OpenShared extends SharedResults {
  /** Gives to others what was offered. To be called once all is judged. Never rejects. */
  readonly publish: (notice: (message: string) => void) => Promise<void>;
}

/** Opens what machines share for a run. Nothing is asked or sent yet. */
export function openShared(sharing: Sharing): OpenShared {
  const { scene, tiers, world } = sharing;
  const environmentOf = portableEnvironmentReader(world, placeOf(scene));
  const pools = poolsOf(sharing);
  const poolOf = (task: Task) =>
    pools.get(JSON.stringify(tiers.find(({ name, root }) => name === task.tier && root === task.root)?.shared));
  const isSigned = [...pools.values()].some(({ isSigned }) => isSigned);
  return {
    environmentOf: async (task) =>
      task.sharing === 'nothing' || poolOf(task) === undefined ? undefined : environmentOf(task),
    take: async (wanted) => {
      const taken = [...pools.values()].map((pool) => pool.take(wanted.filter(({ task }) => poolOf(task) === pool)));
      return new Map((await Promise.all(taken)).flatMap((some) => [...some]));
    },
    ...(isSigned ? { offer: (offered: OfferedPasses) => poolOf(offered.task)?.offer(offered) } : {}),
    publish: async (notice) => {
      for (const pool of pools.values()) await pool.publish(notice);
    },
  };
}

/** One for each of the settings that tiers have: as a rule they are those of one config. */
function poolsOf(sharing: Sharing): ReadonlyMap<string, SharedPool> {
  const all = sharing.tiers.flatMap(({ shared }) => shared ?? []);
  return new Map(all.map((settings) => [JSON.stringify(settings), new SharedPool(settings, sharing)]));
}
