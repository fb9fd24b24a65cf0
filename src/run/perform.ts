import type { Upkeep } from '../core/contracts/gates.ts';
import type { Remembered } from '../core/memory/origin.ts';
import type { RunEvent } from '../core/ports.ts';
import type { RunRecord } from '../core/record.ts';
import { type CarryingPorts, carryOut } from '../engine/carry-out.ts';
import { refuseChangedIndex } from '../git/index/changes.ts';
import { composePorts, type Watch } from './compose-ports.ts';
import { refuseForeignImports } from './configs/foreign-imports.ts';
import { baseHints, gateJudge } from './gates/judge.ts';
import { keepUp, mayKeepUp } from './gates/keep-up.ts';
import { drawFor } from './memory/draw.ts';
import { leaveMarksOfRun } from './memory/leave-marks.ts';
import { leaveOrigins } from './memory/leave-origins.ts';
import { leaveProofs } from './memory/leave-proofs.ts';
import { openRefutations } from './memory/refutations.ts';
import type { Prepared } from './preparation.ts';
import { recordForPeople, tierEnds } from './records/for-people.ts';
import { gateChoice } from './records/record-run.ts';
import type { RunRequest } from './request.ts';
import type { World } from './world.ts';

/** Carries a prepared run out in the real world, and returns its record. Rejects with `LatticeError` when it cannot be made at all. */
export async function perform(prepared: Prepared, request: RunRequest, world: World, watch: Watch): Promise<RunRecord> {
  const { scene, plan } = prepared;
  refuseForeignImports(prepared, world);
  const started = world.now();
  const stop = request.failFast ? { stop: () => watch.controller.abort('failed') } : {};
  const remembered: Remembered[] = [];
  const upkeeps: Upkeep[] = [];
  const { refuted, notes } = openRefutations(prepared, world);
  const { ends, note } = tierEnds(world.now);
  const tell = (event: RunEvent): void => {
    note(event);
    watch.tell(event);
  };
  let isIsolated = false;
  const composed = composePorts(prepared, request, world, { ...watch, tell });
  const ports = {
    ...composed,
    isolate: ((...asked) => {
      isIsolated = true;
      return composed.isolate(...asked);
    }) satisfies CarryingPorts['isolate'],
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
  // Where nothing ran nobody has watched it: a store of others may have taken seconds.
  if (!isIsolated) await refuseChangedIndex(scene.place, scene.captured);
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
