import { openPage } from '../../report-text/page.ts';
import { settleTiers } from '../../run/configs/settle-tasks.ts';
import type { World } from '../../run/world.ts';
import { openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { tierJson, tierList } from '../texts/tier-list.ts';
import { needConfigs, readWorktreeConfigs } from '../worktree-configs.ts';

/** Shows tiers, triggers and tasks of every config of the repository, with what they are for the files on disk. */
export async function list(report: 'text' | 'json', given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal);
  const found = await readWorktreeConfigs(session);
  const configs = needConfigs(found);
  const tiers = (await settleTiers(configs.tiers, found.scene, session.world)) ?? configs.tiers;
  terminal.out(report === 'json' ? tierJson(tiers) : tierList(tiers, openPage(terminal)));
  return 0;
}
