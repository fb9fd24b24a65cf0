import type { LocalSelection } from '../../run/capture.ts';
import { inWorktree } from '../../run/local-run.ts';
import { withoutUntracked } from '../../run/memory/without-untracked.ts';
import { mendFiles } from '../../run/mend-files.ts';
import { LINKS_REQUEST, type LinksWish, prepareLinks } from '../../run/prepare-links.ts';
import { localScene, type Scene } from '../../run/scene.ts';
import type { World } from '../../run/world.ts';
import { carry, conclude } from '../carry.ts';
import { preparedByHand } from '../prepared.ts';
import { reportPaths } from '../reports/paths.ts';
import { streamReports } from '../reports/stream.ts';
import type { ReportWish } from '../reports/wish.ts';
import { configReader, openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `links` as the command line has it. */
export interface LinksOptions extends LinksWish {
  /** Whether links to renamed files and headings are rewritten. */
  readonly fix: boolean;
  readonly reports: readonly ReportWish[];
}

const SELECTION: LocalSelection = { type: 'all' };

/** Checks the links of documents on disk, with a config or without. */
export async function links(options: LinksOptions, given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal, { reports: options.reports });
  const { repository, world } = session;
  const own = reportPaths(options.reports, session);
  const getReady = async (scene: Scene) =>
    prepareLinks(await withoutUntracked(scene, own), options, world, configReader(session));
  const local = { ...session, selection: SELECTION, prepare: getReady };
  return inWorktree(local, undefined, async (preparation) => {
    const prepared = await preparedByHand(preparation, repository.root);
    const mended = options.fix ? await mendFiles(prepared, LINKS_REQUEST, world) : [];
    const { tell, wishes } = await streamReports(options.reports, session);
    if (mended.length === 0) return conclude([await carry(prepared, LINKS_REQUEST, session, tell)], wishes, session);
    const scene = await localScene(repository, SELECTION, world);
    const again = await preparedByHand(await getReady(scene), repository.root);
    const notes = [`links to renamed files and headings were rewritten in ${mended.join(', ')}`];
    return conclude([await carry({ ...again, notes }, LINKS_REQUEST, session, tell)], wishes, session);
  });
}
