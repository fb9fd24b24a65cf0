import { EXIT_CODES } from '../../core/errors.ts';
import { inWorktree } from '../../run/local-run.ts';
import { withoutUntracked } from '../../run/memory/without-untracked.ts';
import { type Preparation, prepare } from '../../run/preparation.ts';
import { onCommit } from '../../run/pushes/commit-scene.ts';
import { rangeSubject } from '../../run/range.ts';
import type { RunRequest } from '../../run/request.ts';
import type { Scene } from '../../run/scene.ts';
import type { World } from '../../run/world.ts';
import { askReason } from '../ask-reason.ts';
import { carry, conclude } from '../carry.ts';
import { showDryRun } from '../dry-run.ts';
import { preparedByHand } from '../prepared.ts';
import { reportPaths } from '../reports/paths.ts';
import { streamReports } from '../reports/stream.ts';
import type { ReportWish } from '../reports/wish.ts';
import { configReader, openSession } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `run` as the command line has it. */
export interface RunOptions {
  readonly request: RunRequest;
  readonly reports: readonly ReportWish[];
  readonly dryRun: boolean;
}

/** Runs a tier, or all tiers of a hook, by hand. */
export async function run(options: RunOptions, given: World, terminal: Terminal): Promise<number> {
  const { reports, dryRun } = options;
  const session = await openSession(given, terminal, { reports, work: `run ${options.request.name}` });
  const { world } = session;
  const request = await withReason(options.request, terminal);
  if (request === undefined) return EXIT_CODES.interrupted;
  const { selection } = request;
  const own = reportPaths(reports, session);
  const getReady = async (scene: Scene) =>
    prepare(await withoutUntracked(scene, own), request, world, configReader(session));
  const use = async (preparation: Preparation): Promise<number> => {
    const prepared = await preparedByHand(preparation, session.repository.root);
    if (dryRun) return showDryRun(prepared, request, session, reports);
    const { tell, wishes } = await streamReports(reports, session);
    return conclude([await carry(prepared, request, session, tell)], wishes, session);
  };
  if (selection.type !== 'range') return inWorktree({ ...session, selection, prepare: getReady }, undefined, use);
  return onCommit(session, await rangeSubject(selection, session), async (scene) => use(await getReady(scene)));
}

/** What is to be left out, with the reason for it, asked for where nobody has said it. Undefined: the question was interrupted. */
async function withReason(request: RunRequest, terminal: Terminal): Promise<RunRequest | undefined> {
  const [first] = request.skips;
  if (first === undefined) return request;
  const reason = await askReason(first.reason, terminal);
  return reason === undefined ? undefined : { ...request, skips: request.skips.map((skip) => ({ ...skip, reason })) };
}
