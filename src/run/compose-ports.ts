import type { LocalStoreKind } from '../core/contracts/stores.ts';
import { hashTexts } from '../core/memory/fingerprint.ts';
import type { RunEvent } from '../core/ports.ts';
import type { CarryingPorts } from '../engine/carry-out.ts';
import { applyFixes } from '../git/isolation/apply-fixes.ts';
import { flaggedFiles, NOTHING_FLAGGED } from '../git/isolation/flagged.ts';
import { hashObjects } from '../git/objects/hash-files.ts';
import { oddSubmodules } from '../git/submodule-states.ts';
import { preserveFiles } from '../system/preserve.ts';
import { stampFiles } from '../system/stamps.ts';
import { execute } from '../work/execute.ts';
import { bracketOf } from './bracket.ts';
import { environmentReader, placeOf } from './environment.ts';
import { openContents, openExtracts, openPasses } from './memory/open-passes.ts';
import { outputsOf } from './memory/outputs.ts';
import { strayFinder } from './memory/stray-finder.ts';
import { unlikeFinder } from './memory/unlike-files.ts';
import type { Prepared } from './preparation.ts';
import type { RunRequest } from './request.ts';
import { lazyShared } from './shared/lazy.ts';
import { siteOf } from './site-of.ts';
import type { World } from './world.ts';

/** How a run is watched and stopped, and where it remembers. */
export interface Watch {
  readonly tell: (event: RunEvent) => void;
  /** Fires when the run is to end early: on Ctrl-C and the like, and at the first failure when that is asked for. */
  readonly controller: AbortController;
  readonly stores: Pick<LocalStoreKind, 'open' | 'openContents' | 'openExtracts'>;
  /** Told what is to be done once the verdict was shown; absent where nobody does it. */
  readonly afterwards?: (work: Afterwards) => void;
}

/** Something that changes no verdict. Never rejects. */
export type Afterwards = (notice: (message: string) => void) => Promise<void>;

/** The engine's ports for a run, judging apart. */
export function composePorts(
  { scene, plan }: Prepared,
  request: RunRequest,
  world: World,
  { tell, stores, afterwards }: Watch,
): Omit<CarryingPorts, 'judge'> {
  const { repository, directory, place, captured } = scene;
  // Of a commit tasks see no worktree with such flags.
  const isCommit = captured.snapshot.source === 'commit';
  const notice = (message: string) => tell({ type: 'notice', message });
  const passesOf = { repository, world, notice };
  const extracts = (kind: string, form: string) =>
    openExtracts(
      stores.openExtracts,
      /^[\w-]+$/.test(kind) ? kind : hashTexts([kind]),
      `${world.product} ${form}`,
      passesOf,
    );
  const site = { ...siteOf(scene, request, world), ...(request.useCache ? { extracts } : {}) };
  const store = request.useCache && scene.importsWorktree !== true ? openPasses(stores.open, passesOf) : undefined;
  const contents = openContents(stores.openContents, passesOf);
  const { shared, publish } = lazyShared({ scene, tiers: plan.tiers, contents, world, notice });
  afterwards?.(publish);
  return {
    store,
    tell,
    environmentOf: environmentReader(world, placeOf(scene)),
    execute: (work) => execute(work, site),
    stamp: (paths) => stampFiles(directory, paths),
    hashFiles: (paths) => hashObjects(place, paths),
    unlikeCheckout: unlikeFinder(scene, world),
    strayInputs: strayFinder(scene),
    preserve: async (paths) => {
      const putBack = preserveFiles(directory, paths, world.temporary);
      return async () => putBack();
    },
    applyFixes: (fixes) => applyFixes(place, repository.gitDir, fixes),
    outputs: outputsOf(scene, plan.tiers, world, contents, notice),
    ...(shared === undefined || store === undefined ? {} : { shared }),
    now: world.now,
    jobs: request.jobs ?? world.cores,
    isolate: bracketOf(scene, world),
    unseenFiles: async (isRead) => ({
      ...(isCommit ? NOTHING_FLAGGED : await flaggedFiles(place, repository.gitDir, captured)),
      // In a checkout of ours they are as the commit has them.
      submodules:
        directory === repository.root ? await oddSubmodules(place, captured.snapshot.tree, isRead) : new Set(),
    }),
  };
}
