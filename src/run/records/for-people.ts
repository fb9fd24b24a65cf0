import type { RunEvent } from '../../core/ports.ts';
import type { RunRecord } from '../../core/record.ts';
import { exceededBudgets } from '../../core/runs/over-budget.ts';
import type { Carried } from '../../engine/carry-out.ts';
import type { Prepared } from '../preparation.ts';
import type { World } from '../world.ts';
import { inOriginalLines } from './original-lines.ts';
import { recordOf } from './record-run.ts';

/**
 * Notes when the last check of each tier ended, in milliseconds since the first began: who waits for another run, or for git,
 * does not wait for tasks.
 */
export function tierEnds(now: () => number) {
  const ends = new Map<string, number>();
  let began: number | undefined;
  const note = (event: RunEvent): void => {
    if (event.type === 'started') began ??= now();
    else if (event.type === 'finished' && began !== undefined) ends.set(event.task.tier, now() - began);
  };
  return { ends, note };
}

/**
 * The record of a run, with findings in the lines that a person sees: a refusal undoes the fixes of what was staged. It
 * quotes these lines, and says why a tier took too long. `ends`: when tiers ended.
 */
export async function recordForPeople(
  prepared: Prepared,
  carried: Carried,
  world: World,
  { durationMs, ends }: { readonly durationMs: number; readonly ends: ReadonlyMap<string, number> },
): Promise<RunRecord> {
  const { captured, place } = prepared.scene;
  const first = recordOf(prepared, carried, world, durationMs);
  const isUndone = !first.accepted && captured.snapshot.source === 'index';
  const tree = isUndone ? captured.snapshot.tree : carried.tree;
  const isMoved = isUndone && carried.results.some(({ rewrote }) => rewrote.length > 0);
  const results = isMoved ? await inOriginalLines(carried.results, tree, place) : carried.results;
  const record = isMoved ? recordOf(prepared, { ...carried, results }, world, durationMs) : first;
  return withBudgets(await withSources(record, tree, prepared), prepared, ends);
}

async function withSources(record: RunRecord, tree: Carried['tree'], { scene }: Prepared): Promise<RunRecord> {
  if (record.accepted) return record;
  try {
    const sources = await (await import('./quote-lines.ts')).quoteLines(record, tree, scene.place);
    return sources.length === 0 ? record : { ...record, sources };
  } catch {
    // Whatever is wrong: the verdict stands without a quote.
    return record;
  }
}

/** A run that was ended early took no time that says anything. */
async function withBudgets(
  record: RunRecord,
  prepared: Prepared,
  ends: ReadonlyMap<string, number>,
): Promise<RunRecord> {
  const { tiers } = prepared.plan;
  const spending = { tiers, configured: prepared.configured ?? [], ends };
  const exceeded = exceededBudgets(record, spending);
  if (exceeded.length === 0 || record.checks.some(({ status }) => status === 'cancelled')) return record;
  const { budgetsExplained } = await import('./explain-budgets.ts');
  return { ...record, overBudget: budgetsExplained(exceeded, record, spending, prepared.scene.repository) };
}
