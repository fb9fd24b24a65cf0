import type { Upkeep } from '../core/contracts/gates.ts';
import type { StoreKind } from '../core/contracts/stores.ts';
import { hashTexts } from '../core/fingerprint.ts';
import type { Remembered } from '../core/origin.ts';
import type { RunEvent } from '../core/ports.ts';
import type { RunRecord } from '../core/record.ts';
import { type CarryingPorts, carryOut } from '../engine/carry-out.ts';
import { applyFixes } from '../git/isolation/apply-fixes.ts';
import { unseenEdits } from '../git/isolation/flagged.ts';
import { hashObjects } from '../git/objects.ts';
import { preserveFiles } from '../system/preserve.ts';
import { stampFiles } from '../system/stamps.ts';
import { execute } from '../work/execute.ts';
import { bracketOf } from './bracket.ts';
import { drawFor } from './draw.ts';
import { environmentReader, placeOf } from './environment.ts';
import { refuseForeignImports } from './foreign-imports.ts';
import { baseHints, gateJudge } from './judge-gate.ts';
import { keepUp, mayKeepUp } from './keep-up.ts';
import { leaveMarksOfRun } from './leave-marks.ts';
import { leaveOrigins } from './leave-origins.ts';
import { leaveProofs } from './leave-proofs.ts';
import { openContents, openExtracts, openPasses } from './open-passes.ts';
import { outputsOf } from './outputs.ts';
import type { Prepared } from './preparation.ts';
import { recordForPeople, tierEnds } from './record-for-people.ts';
import { gateChoice } from './record-run.ts';
import { openRefutations } from './refutations.ts';
import type { RunRequest } from './request.ts';
import { siteOf } from './site-of.ts';
import { strayFinder } from './stray-finder.ts';
import { unlikeFinder } from './unlike-files.ts';
import type { World } from './world.ts';

/** How a run is watched and stopped, and where it remembers. */
export interface Watch {
  readonly tell: (event: RunEvent) => void;
  /** Fires when the run is to end early: on Ctrl-C and the like, and at the first failure when that is asked for. */
  readonly controller: AbortController;
  readonly stores: Pick<StoreKind, 'open' | 'openContents' | 'openExtracts'>;
}

/** Carries a prepared run out in the real world, and returns its record. Rejects with `LatticeError` when it cannot be made at all. */
export async function perform(prepared: Prepared, request: RunRequest, world: World, watch: Watch): Promise<RunRecord> {
  const { scene, plan } = prepared;
  refuseForeignImports(prepared, world);
  const started = world.now();
  const stop = request.failFast ? { stop: () => watch.controller.abort('failed') } : {};
  const remembered: Remembered[] = [];
  const upkeeps: Upkeep[] = [];
  const { refuted, notes } = openRefutations(prepared, world);
  const { ends, note } = tierEnds(world.now, started);
  const tell = (event: RunEvent): void => {
    note(event);
    watch.tell(event);
  };
  const ports = {
    ...composePorts(prepared, request, world, { ...watch, tell }),
    judge: collectUpkeep(gateJudge(scene, baseHints(request, world), world), upkeeps),
    ...drawFor(plan.tiers, world),
    remembered: (one: Remembered) => void remembered.push(one),
    refuted,
  };
  const ended = await carryOut(
    {
      plan,
      tree: scene.captured.snapshot.tree,
      gates: gateChoice(prepared, request),
      recalls: prepared.recalls,
      signal: watch.controller.signal,
      ...stop,
    },
    ports,
  );
  const carried = { ...ended, notes: [...ended.notes, ...notes] };
  const durationMs = Math.round(world.now() - started);
  const judged = await recordForPeople(prepared, carried, world, { durationMs, ends });
  const kept = judged.accepted && mayKeepUp(scene, request) ? keepUp(scene.directory, upkeeps) : [];
  const record = kept.length === 0 ? judged : { ...judged, notes: [...judged.notes, ...kept] };
  leaveProofs({ prepared, request, carried, record }, world);
  if (ports.store !== undefined) await leaveMarksOfRun({ prepared, request, carried, record }, ports.store, world);
  leaveOrigins(prepared, remembered, world);
  watch.tell({ type: 'done', record });
  return record;
}

/** Judges, and remembers which files the gates keep. */
function collectUpkeep(judge: CarryingPorts['judge'], upkeeps: Upkeep[]): CarryingPorts['judge'] {
  return async (...asked) => {
    const verdict = await judge(...asked);
    if (verdict.upkeep !== undefined) upkeeps.push(verdict.upkeep);
    return verdict;
  };
}

function composePorts(
  { scene, plan }: Prepared,
  request: RunRequest,
  world: World,
  { tell, stores }: Watch,
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
  return {
    store: request.useCache && scene.importsWorktree !== true ? openPasses(stores.open, passesOf) : undefined,
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
    outputs: outputsOf(scene, plan.tiers, world, openContents(stores.openContents, passesOf), notice),
    now: world.now,
    jobs: request.jobs ?? world.cores,
    isolate: bracketOf(scene, world),
    unseenEdits: async () => (isCommit ? new Set() : unseenEdits(place, repository.gitDir, captured.snapshot.tree)),
  };
}
