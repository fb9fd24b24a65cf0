import type { Tier } from '../core/task.ts';
import { readSceneConfigs, type SceneConfigs } from '../run/configs/of-scene.ts';
import { settleTiers } from '../run/configs/settle-tasks.ts';
import { localScene, type Scene } from '../run/scene.ts';
import { configVanished, noConfig } from './prepared.ts';
import { configReader, type Session } from './session.ts';

/** The configs that govern files of a worktree, as they are on disk, and its scene. */
export interface WorktreeConfigs {
  readonly scene: Scene;
  readonly configs: SceneConfigs;
}

/** What commands without a run are about. */
export async function readWorktreeConfigs(session: Session): Promise<WorktreeConfigs> {
  const scene = await localScene(session.repository, { type: 'worktree' }, session.world);
  return { scene, configs: await readSceneConfigs(scene, session.world, configReader(session)) };
}

/** The tiers of these configs. Without a config, nothing has to be checked. */
export async function readTiers(session: Session): Promise<readonly Tier[]> {
  const { scene, configs } = await readWorktreeConfigs(session);
  return configs.type === 'read' ? ((await settleTiers(configs.tiers, scene, session.world)) ?? configs.tiers) : [];
}

/** The configs that were read. Throws `LatticeError` where there is none, or where one was taken away meanwhile. */
export function needConfigs({ scene, configs }: WorktreeConfigs): Extract<SceneConfigs, { readonly type: 'read' }> {
  if (configs.type === 'read') return configs;
  throw configs.type === 'unread' ? configVanished(scene.directory) : noConfig(scene.directory);
}
