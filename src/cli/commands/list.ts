import { openPage } from '../../report-text/page.ts';
import { readSceneConfigs } from '../../run/preparation.ts';
import { localScene } from '../../run/scene.ts';
import { settleTiers } from '../../run/settle-tasks.ts';
import type { World } from '../../run/world.ts';
import { noConfig } from '../prepared.ts';
import { configReader, openSession } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { tierJson, tierList } from '../tier-list.ts';

/** Shows tiers, triggers and tasks of every config of the repository, with what they are for the files on disk. */
export async function list(report: 'text' | 'json', given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal);
  const { world } = session;
  const scene = await localScene(session.repository, { type: 'worktree' }, world);
  const configs = await readSceneConfigs(scene, world, configReader(session));
  if (configs.type !== 'read') throw noConfig(session.repository.root);
  const tiers = (await settleTiers(configs.tiers, scene, world)) ?? configs.tiers;
  terminal.out(report === 'json' ? tierJson(tiers) : tierList(tiers, openPage(terminal)));
  return 0;
}
