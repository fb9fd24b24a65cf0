import { loadLocalStore } from '../../catalog.ts';
import { LatticeError } from '../../core/errors.ts';
import { chooseBase, REMOTES } from '../../git/commits/default-base.ts';
import { resolveCommit } from '../../git/commits/find.ts';
import { readSceneConfigs } from '../../run/configs/of-scene.ts';
import { openPasses } from '../../run/memory/open-passes.ts';
import { onCommit } from '../../run/pushes/commit-scene.ts';
import type { Judging } from '../../run/pushes/commit-tiers.ts';
import { prepareVerification } from '../../run/pushes/prepare-verification.ts';
import { parseRange, type Range, rangeSubject } from '../../run/range.ts';
import type { RunRequest } from '../../run/request.ts';
import type { World } from '../../run/world.ts';
import { carry, conclude } from '../carry.ts';
import { preparedByHand } from '../prepared.ts';
import { streamReports } from '../reports/stream.ts';
import type { ReportWish } from '../reports/wish.ts';
import { configReader, openSession, type Session } from '../session.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `verify` as the command line has it. */
export interface VerifyOptions {
  /** `A..B`, or a commit, which is compared with the remote's default branch; undefined: HEAD. */
  readonly range: string | undefined;
  readonly reports: readonly ReportWish[];
}

/** Says of each commit of a range whether it was checked when it was made, and checks what was not. */
export async function verify({ range, reports }: VerifyOptions, given: World, terminal: Terminal): Promise<number> {
  const session = await openSession(given, terminal, { reports, work: 'verify' });
  const { world } = session;
  const { from, to } = await readRange(range, session);
  const subject = await rangeSubject({ from, to }, session);
  const store = openPasses((await loadLocalStore()).open, session);
  const request = requestFor({ from, to });
  const judging: Judging = { request, world, store, bases: [await resolveCommit(session.place, from)] };
  return onCommit(session, subject, async (scene) => {
    const configs = await readSceneConfigs(scene, world, configReader(session));
    const preparation = configs.type === 'read' ? await prepareVerification(configs, scene, judging) : configs;
    const prepared = await preparedByHand(preparation, to);
    const { tell, wishes } = await streamReports(reports, session);
    return conclude([await carry(prepared, request, session, tell)], wishes, session);
  });
}

/** Nothing is rewritten: the commits are made. */
function requestFor(range: Range): RunRequest {
  return {
    name: 'pre-commit',
    selection: { type: 'range', ...range },
    byHook: false,
    fixing: false,
    skips: [],
    hookArguments: [],
    useCache: true,
    failFast: false,
  };
}

async function readRange(text: string | undefined, { place, world }: Session): Promise<Range> {
  const range = text === undefined ? undefined : parseRange(text);
  if (range !== undefined) return range;
  const hints = { remote: 'origin', pullRequestBase: world.env['GITHUB_BASE_REF'] };
  const base = await chooseBase(place, hints).catch(() => undefined);
  if (base !== undefined) return { from: `${REMOTES}${base}`, to: text ?? 'HEAD' };
  throw new LatticeError(
    'usage',
    'no branch of a remote is known here that commits could be compared with',
    'Name a range: `npx lattice-hooks verify <from>..<to>`.',
    undefined,
    'push.md#what-no-hook-has-accepted',
  );
}
