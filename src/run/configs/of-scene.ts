import { likelyFolders, trackedConfigs } from '../../config/governing.ts';
import type { RunRequest } from '../request.ts';
import type { Scene } from '../scene.ts';
import type { World } from '../world.ts';
import { type ConfigPlace, type Configs, type ReadConfig, readConfigs, readConfigsOf } from './configs.ts';

/** What became of reading the configs of a scene. */
export type SceneConfigs =
  | ({ readonly type: 'read' } & Configs)
  /** One has to be read, and the caller would not. */
  | { readonly type: 'unread' }
  /** None governs anything here. */
  | { readonly type: 'unconfigured' };

/** Reads the configs that govern files of a scene, and has linked what they want linked. */
export async function readSceneConfigs(
  scene: Scene,
  world: Pick<World, 'product' | 'look'>,
  read: ReadConfig,
): Promise<SceneConfigs> {
  return toSceneConfigs(scene, await readConfigs(configPlace(scene, world), read));
}

/**
 * The same for a run: what git starts at a commit is about what has changed, and no other config is looked at. Not so for its
 * other hooks, whose tasks are about what git tells them; nor for the message of a commit that changes nothing, as an amended
 * one: it says what that was made without, whoever left it out.
 */
export async function readHookConfigs(
  scene: Scene,
  { byHook, selection, name }: Pick<RunRequest, 'byHook' | 'selection' | 'name'>,
  world: Pick<World, 'product' | 'look'>,
  read: ReadConfig,
): Promise<SceneConfigs> {
  const { changed, sides = [] } = scene.captured.snapshot;
  const paths = [changed, ...sides].flatMap((changes) => [...changes.keys()]);
  const isAboutChanges = byHook && selection.type === 'staged' && (name !== 'commit-msg' || paths.length > 0);
  if (!isAboutChanges) return readSceneConfigs(scene, world, read);
  return toSceneConfigs(scene, await readConfigsOf(paths, configPlace(scene, world), read));
}

function configPlace(
  { repository, directory, captured }: Scene,
  { product, look }: Pick<World, 'product' | 'look'>,
): ConfigPlace {
  const likely = likelyFolders(trackedConfigs(captured.snapshot.tree).keys());
  return { commonDir: repository.commonDir, directory, product, look, likely };
}

function toSceneConfigs({ link }: Scene, configs: Configs | undefined): SceneConfigs {
  if (configs === undefined) return { type: 'unread' };
  link?.(configs.links);
  return configs.files.length === 0 ? { type: 'unconfigured' } : { type: 'read', ...configs };
}
