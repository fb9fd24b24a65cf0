import { join } from 'node:path';
import type { RunRecord } from '../core/record.ts';
import { treeId } from '../core/tree-id.ts';
import type { Carried } from '../engine/carry-out.ts';
import type { GateChoice } from '../engine/judge-gates.ts';
import { makeRecord } from '../engine/make-record.ts';
import type { Repository } from '../git/repository.ts';
import type { Prepared } from './preparation.ts';
import type { RunRequest } from './request.ts';
import type { World } from './world.ts';

/** The record of a prepared run that was carried out. */
export function recordOf(
  prepared: Prepared,
  carried: Carried,
  world: Pick<World, 'startedAt'>,
  durationMs: number,
): RunRecord {
  const { scene, plan, trigger, skips, notes, ref, hookArguments, commits } = prepared;
  const tree = treeId(carried.tree);
  const head = {
    trigger,
    startedAt: world.startedAt,
    durationMs,
    tree,
    skips,
    notes,
    selection: scene.selection,
    ...(ref === undefined ? {} : { ref }),
    ...(hookArguments === undefined ? {} : { hookArguments }),
    ...(commits === undefined ? {} : { commits }),
  };
  return makeRecord(head, plan, carried);
}

/** Which gates of a prepared run are judged. */
export function gateChoice({ skips }: Prepared, { only }: RunRequest): GateChoice {
  const skip = new Set(skips.map(({ task }) => task));
  return only === undefined ? { skip } : { skip, only: new Set(only) };
}

/** Where the local store of a repository is: in the common git directory, so that worktrees share it. */
export function storeFolder({ commonDir }: Pick<Repository, 'commonDir'>): string {
  return join(commonDir, 'lattice-hooks', 'store');
}
