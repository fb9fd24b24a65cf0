import { decodePath, splitFields } from '../../core/path-bytes.ts';
import { git } from '../../git/git.ts';
import { openPage } from '../../report-text/page.ts';
import { readConfigs } from '../../run/configs.ts';
import type { World } from '../../run/world.ts';
import { noConfig } from '../prepared.ts';
import { configReader, openSession } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { tierJson, tierList } from '../tier-list.ts';

/** Every file that a run may be about. */
const LIST_FILES = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--full-name'];

/** Shows tiers, triggers and tasks of every config of the repository. */
export async function list(report: 'text' | 'json', world: World, terminal: Terminal): Promise<number> {
  const session = await openSession(world, terminal);
  const { root, commonDir } = session.repository;
  const paths = splitFields(await git(session.place, LIST_FILES)).map(decodePath);
  const place = { commonDir, directory: root, product: world.product, look: world.look };
  const configs = await readConfigs(place, paths, configReader(session));
  if (configs === undefined || configs.files.length === 0) throw noConfig(root);
  terminal.out(report === 'json' ? tierJson(configs.tiers) : tierList(configs.tiers, openPage(terminal)));
  return 0;
}
