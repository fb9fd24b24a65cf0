import { entriesOf, type RepoPath } from '../core/files.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import type { Task } from '../core/task.ts';
import type { RevisedFiles } from '../core/trees/revised-files.ts';
import { announcing } from './announce.ts';
import { withAudit } from './audit.ts';
import { asInCheckout, type Otherwise, readOtherwise } from './believe.ts';
import { outcomeOf, passedFiles } from './check-outcome.ts';
import { type CheckResult, filesLookedAt, isPartial, notRun, recalled } from './check-result.ts';
import type { Audited } from './known-passes.ts';
import type { Memory, Recall } from './memory.ts';
import { withRemembered } from './merge-results.ts';
import { observe } from './observe.ts';
import { bringBack, watchOutputs } from './outputs.ts';
import { replayFixes } from './replay.ts';
import { asMade, runParts } from './run-parts.ts';
import type { Slots } from './slots.ts';
import { Turns } from './turns.ts';
import { filesRead, WatchedFiles } from './watched-files.ts';

/** What all checks of a run share. `tree` follows the fixes while they are made. */
export interface RunContext {
  readonly ports: Ports;
  readonly memory: Memory;
  readonly slots: Pick<Slots, 'use'>;
  /** How many programs a task may be split over. */
  readonly cores: (task: Task) => number;
  readonly tree: RevisedFiles;
  /** Files that are not on disk as the tree has them, all the time. */
  readonly unseen: ReadonlySet<RepoPath>;
  /** What checks turned out to have read that no checkout would have: files in other bytes, and inputs that git does not know. */
  readonly unlike: Set<RepoPath>;
  readonly strays: Set<RepoPath>;
  readonly signal: AbortSignal;
  /** When the run began, by `now` of the ports. */
  readonly began: number;
}

/** Recalls the check or runs it, follows what it rewrote, and remembers what passed. Never rejects for what a task does. */
export async function runCheck(
  check: Check,
  shared: RunContext,
  watched: WatchedFiles = new WatchedFiles(shared.ports),
): Promise<CheckResult> {
  const { memory, ports, signal, tree } = shared;
  const known = await bringBack(check, await memory.recall(check, tree), tree, ports);
  if (known.complete) return recalled(check, known, tree.copy());
  if (signal.aborted) return notRun(check, { status: 'cancelled' }, tree);
  const started = ports.now();
  const slots = new Turns(shared.slots, ports.now);
  const context = { ...shared, slots, ports: announcing(ports, check.task) };
  const { recall, rewrote } = await replayFixes(check, known, context, watched);
  const isKnown = recall.complete || (recall.audited !== undefined && recall.missing.length === 0);
  const first = isKnown
    ? recalled(check, recall, tree.copy())
    : (await runMissing(check, recall, context, watched)).result;
  const result = recall.audited === undefined ? first : await audit(first, recall, recall.audited, context, watched);
  const durationMs = Math.round(ports.now() - started - slots.idleMs);
  const startedMs = Math.max(0, Math.round((slots.startedAt ?? started) - shared.began));
  return { ...result, rewrote: [...rewrote, ...result.rewrote], startedMs, durationMs };
}

/** Looks again at files with remembered passes, without writing, and tells of those that are none. */
async function audit(
  first: CheckResult,
  recall: Recall,
  audited: Audited,
  context: RunContext,
  watched: WatchedFiles,
): Promise<CheckResult> {
  const { check } = first;
  const missing = { ...recall, missing: audited.files, passes: [] };
  const { result, passed, isDisturbed } = await runMissing({ ...check, writes: false }, missing, context, watched);
  const isRefuted = ['failed', 'broken'].includes(result.outcome.status) && !isDisturbed;
  const files = audited.files.filter((path) => !passed.includes(path));
  if (isRefuted) await context.memory.refute(check, files, context.tree, recall);
  return withAudit(first, result, audited);
}

/** What came of looking at the missing files of a check. */
interface Looked {
  readonly result: CheckResult;
  readonly passed: readonly RepoPath[];
  /** Whether somebody wrote to what it read, so that it says nothing of what the tree has. */
  readonly isDisturbed: boolean;
}

const NOTHING: Otherwise = { unlike: new Set(), strays: [] };

async function runMissing(check: Check, recall: Recall, context: RunContext, watched: WatchedFiles): Promise<Looked> {
  const { ports, tree } = context;
  const files = recall.missing;
  const judged = tree.copy();
  const work = () => runParts(check, files, context);
  const withOutputs = await watchOutputs(check, recall, context);
  const [parts, seen] = await observe({ check, files, tree: judged }, watched, ports, work);
  const effects = { ...seen, disturbed: [...seen.disturbed, ...unseenBy(check, context)] };
  const rewrote = check.writes ? effects.rewrote : [];
  const before = entriesOf(
    rewrote.map(({ path }) => path),
    tree,
  );
  for (const { path, entry } of rewrote) {
    tree.set(path, entry);
    judged.set(path, entry);
  }
  const made = asMade(check, parts);
  const outcome = outcomeOf(check, parts, effects);
  const inAnyBytes = passedFiles(check, parts, outcome, effects);
  const isBelieved = inAnyBytes.length > 0 || recall.audited !== undefined;
  const otherwise = isBelieved ? await readOtherwise(check, files, judged, ports) : NOTHING;
  for (const path of otherwise.unlike) context.unlike.add(path);
  for (const path of otherwise.strays) context.strays.add(path);
  const passed = await withOutputs(asInCheckout(check, inAnyBytes, otherwise, judged), judged);
  const disturbed = [...effects.disturbed, ...otherwise.unlike, ...otherwise.strays];
  await context.memory.remember(made, { files: passed, before, tree: judged }, recall);
  const command = parts[0]?.result.command;
  const unmeasured = parts.find(({ result }) => result.unmeasured !== undefined)?.result.unmeasured;
  const unscanned = parts.flatMap(({ result }) => result.unscanned ?? []);
  const result = {
    ...notRun(made, withRemembered(outcome, recall.passes), judged),
    filesRun: filesLookedAt(check, files),
    rewrote: rewrote.map(({ path }) => path),
    disturbed,
    partial: isPartial(made),
    ...(command === undefined ? {} : { command }),
    ...(unmeasured === undefined ? {} : { unmeasured }),
    ...(unscanned.length === 0 ? {} : { unscanned }),
  };
  const isDisturbed = effects.foreign.length > 0 || disturbed.length > 0;
  return { result, passed: passed.flatMap((one) => one.files), isDisturbed };
}

function unseenBy(check: Check, { unseen, tree }: RunContext): readonly RepoPath[] {
  return unseen.size === 0 ? [] : filesRead(check, tree).filter((path) => unseen.has(path));
}
