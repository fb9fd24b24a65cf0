import type { FileEntry, RepoPath } from '../../core/files.ts';
import type { RunRecord } from '../../core/record.ts';
import { treeId } from '../../core/trees/tree-id.ts';
import { type TreeIds, treeIds } from '../../core/trees/tree-ids.ts';
import type { Carried } from '../../engine/carry-out.ts';
import type { GateChoice } from '../../engine/judge-gates.ts';
import { makeRecord } from '../../engine/make-record.ts';
import type { Captured } from '../../git/commits/captured.ts';
import type { Prepared } from '../preparation.ts';
import type { RunRequest } from '../request.ts';
import type { World } from '../world.ts';

/** The record of a prepared run that was carried out. */
export function recordOf(
  prepared: Prepared,
  carried: Carried,
  world: Pick<World, 'startedAt'>,
  durationMs: number,
): RunRecord {
  const { scene, plan, trigger, skips, notes, ref, again, hookArguments, commits } = prepared;
  const ids: Pick<TreeIds, 'tree'> & Partial<TreeIds> = isBaseKnown(prepared.scene.captured)
    ? treeIds(carried.tree, before(prepared, carried))
    : { tree: treeId(carried.tree) };
  const head = {
    trigger,
    startedAt: world.startedAt,
    durationMs,
    ...ids,
    skips,
    notes,
    selection: scene.selection,
    ...(ref === undefined ? {} : { ref }),
    ...(again === undefined ? {} : { again }),
    ...(hookArguments === undefined ? {} : { hookArguments }),
    ...(commits === undefined ? {} : { commits }),
  };
  return makeRecord(head, plan, carried);
}

/** Files that are looked at because somebody named them, or all, changed nothing: what they were before nobody asked. */
function isBaseKnown({ snapshot, before }: Captured): boolean {
  return (
    snapshot.whole !== true && [...snapshot.changed].every(([path, kind]) => (kind === 'added') !== before.has(path))
  );
}

/** What the paths held before that are not as they were: what the run is about, and what fixers rewrote besides. */
function before({ scene }: Prepared, { results }: Carried): ReadonlyMap<RepoPath, FileEntry | undefined> {
  const { snapshot, before: compared } = scene.captured;
  const rewritten = results.flatMap(({ rewrote }) => rewrote).filter((path) => !snapshot.changed.has(path));
  return new Map([
    ...rewritten.map((path) => [path, snapshot.tree.get(path)] as const),
    ...[...snapshot.changed.keys()].map((path) => [path, compared.get(path)] as const),
  ]);
}

/** Which gates of a prepared run are judged. */
export function gateChoice({ skips }: Prepared, { only }: RunRequest): GateChoice {
  const skip = new Set(skips.map(({ task }) => task));
  return only === undefined ? { skip } : { skip, only: new Set(only) };
}
