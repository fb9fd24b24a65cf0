import { join } from 'node:path';
import { CLIENT_HOOKS } from '../../core/hooks/triggers.ts';
import type { Tier } from '../../core/task.ts';
import { findHooksPlace } from '../../git/hooks/hooks-path.ts';
import { isOurHook } from '../../git/hooks/stub.ts';
import { isOnReadOnlyDisk } from '../../system/read-only-disk.ts';
import type { Configs } from '../configs/configs.ts';
import { isConfigInPlace } from '../configs/in-place.ts';
import type { World } from '../world.ts';
import type { View } from './viewpoints.ts';

/** What keeps the hooks of a tier from running it, or its passes from being remembered: sentences without their period. */
export async function explainNotes(
  { on }: Pick<Tier, 'on'>,
  { viewpoint, scene }: View,
  configs: Configs,
  { env }: Pick<World, 'env'>,
): Promise<readonly string[]> {
  const hooks = CLIENT_HOOKS.filter((hook) => on.includes(hook));
  const { folder } = await findHooksPlace({ ...scene.place, cwd: scene.repository.root });
  const isOurs = (hook: string) => isOurHook(join(folder, hook));
  const missing = hooks.filter((hook) => !isOurs(hook));
  const isElsewhere = viewpoint === 'push' && !isConfigInPlace(configs, scene.directory, scene.captured.snapshot.tree);
  return [
    ...(missing.length === 0 ? [] : [notInstalled(missing, CLIENT_HOOKS.some(isOurs))]),
    ...(hooks.length > 0 && env['LATTICE_HOOKS'] === '0' ? ['LATTICE_HOOKS=0 is set here: no hook does anything'] : []),
    ...(isElsewhere ? ['the config of the commit differs from the one here, by which this is explained'] : []),
    ...(isOnReadOnlyDisk(scene.repository.commonDir)
      ? [
          `${scene.repository.commonDir} lies on a read-only disk: \`npx lattice-hooks cache stats\` says where passes are kept`,
        ]
      : []),
  ];
}

/** Where no hook of ours is, another hook manager may start us. */
function notInstalled(hooks: readonly string[], hasOthers: boolean): string {
  const names = hooks.join(' and ');
  if (hasOthers)
    return `${names} ${hooks.length === 1 ? 'is' : 'are'} not installed here: \`npx lattice-hooks install\``;
  return `no hook of lattice-hooks is installed here, so that git does not start it by itself: \`npx lattice-hooks doctor\``;
}
