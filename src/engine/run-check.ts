import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import { type Check, wantsFiles } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import { outcomeOf, passedFiles } from './check-outcome.ts';
import type { Memory, Recall } from './memory.ts';
import { passedBefore, withRemembered } from './merge-results.ts';
import { observe } from './observe.ts';
import { replayFixes } from './replay.ts';
import { runParts } from './run-parts.ts';
import type { Slots } from './slots.ts';
import { filesRead, type Touch, WatchedFiles } from './watched-files.ts';

/** What all checks of a run share. `tree` follows the fixes while they are made. */
export interface RunContext {
  readonly ports: Ports;
  readonly memory: Memory;
  readonly slots: Slots;
  readonly tree: Map<RepoPath, FileEntry>;
  /** Files that hold something else on disk than in the tree, all the time. */
  readonly unseen: ReadonlySet<RepoPath>;
  readonly signal: AbortSignal;
}

/** How a check ended, and what it did. */
export interface CheckResult {
  readonly check: Check;
  readonly outcome: Outcome;
  readonly cached: boolean;
  /** How many of the check's files were really looked at. */
  readonly filesRun: number;
  readonly durationMs: number;
  readonly command?: readonly string[];
  /** Files that it rewrote and that stay so. */
  readonly rewrote: readonly RepoPath[];
  /** Files that it may have read as the tree does not have them, or not all the time: its pass is not remembered and proves nothing. */
  readonly disturbed: readonly RepoPath[];
  /** What every file held when it ended: a later fix of one that it depends on makes its pass worthless. */
  readonly judged: FileSet;
  readonly unmeasured?: string;
  /** Whether it looked at a part of its files only, so that what it measured is partial. */
  readonly partial: boolean;
}

/** Recalls the check or runs it, follows what it rewrote, and remembers what passed. Never rejects for what a task does. */
export async function runCheck(
  check: Check,
  context: RunContext,
  watched: WatchedFiles = new WatchedFiles(context.ports),
): Promise<CheckResult> {
  const { memory, ports, signal, tree } = context;
  const known = await memory.recall(check, tree);
  if (known.complete) return recalled(check, known, new Map(tree));
  if (signal.aborted) return notRun(check, { status: 'cancelled' }, tree);
  const started = ports.now();
  const { recall, rewrote } = await replayFixes(check, known, context, watched);
  const result = recall.complete
    ? recalled(check, recall, new Map(tree))
    : await runMissing(check, recall, context, watched);
  const durationMs = Math.round(ports.now() - started);
  return { ...result, rewrote: [...rewrote, ...result.rewrote], durationMs };
}

/** The result of a check that needs no work. `tree`: what every file holds, and goes on to hold in this very map. */
export function recalled(check: Check, recall: Recall, tree: FileSet): CheckResult {
  return { ...notRun(check, passedBefore(recall.passes), tree), cached: true, partial: isPartial(check) };
}

/** The result of a check that was not made. */
export function notRun(check: Check, outcome: Outcome, tree: FileSet): CheckResult {
  return {
    check,
    outcome,
    cached: false,
    filesRun: 0,
    durationMs: 0,
    rewrote: [],
    disturbed: [],
    judged: tree,
    partial: false,
  };
}

async function runMissing(
  check: Check,
  recall: Recall,
  context: RunContext,
  watched: WatchedFiles,
): Promise<Omit<CheckResult, 'durationMs'>> {
  const { ports, tree } = context;
  const files = recall.missing;
  const judged = new Map(tree);
  const work = () => runParts(check, files, context);
  const [parts, seen] = await observe({ check, files, tree: judged }, watched, ports, work);
  const effects = { ...seen, disturbed: [...seen.disturbed, ...unseenBy(check, context)] };
  const rewrote = check.writes ? effects.rewrote : [];
  const before = entriesOf(rewrote, tree);
  for (const { path, entry } of rewrote) {
    setEntry(tree, path, entry);
    setEntry(judged, path, entry);
  }
  const outcome = outcomeOf(check, parts, effects);
  const passed = passedFiles(check, parts, outcome, effects);
  await context.memory.remember(check, { files: passed, before, tree: judged }, recall);
  const command = parts[0]?.result.command;
  const unmeasured = parts.find(({ result }) => result.unmeasured !== undefined)?.result.unmeasured;
  return {
    check,
    outcome: withRemembered(outcome, recall.passes),
    cached: false,
    filesRun: filesLookedAt(check, files),
    rewrote: rewrote.map(({ path }) => path),
    disturbed: effects.disturbed,
    judged,
    partial: isPartial(check),
    ...(command === undefined ? {} : { command }),
    ...(unmeasured === undefined ? {} : { unmeasured }),
  };
}

function unseenBy(check: Check, { unseen, tree }: RunContext): readonly RepoPath[] {
  return unseen.size === 0 ? [] : filesRead(check, tree).filter((path) => unseen.has(path));
}

function entriesOf(touches: readonly Touch[], tree: FileSet): FileSet {
  const entries = new Map<RepoPath, FileEntry>();
  for (const { path } of touches) {
    const entry = tree.get(path);
    if (entry !== undefined) entries.set(path, entry);
  }
  return entries;
}

function setEntry(tree: Map<RepoPath, FileEntry>, path: RepoPath, entry: FileEntry | undefined): void {
  if (entry === undefined) tree.delete(path);
  else tree.set(path, entry);
}

/** How many files it is about when these are handed to it: those, or for a command that takes none all it depends on. */
export function filesLookedAt(check: Check, handed: readonly RepoPath[]): number {
  return check.task.scope === 'file' || wantsFiles(check) ? handed.length : check.dependsOn.length;
}

/** A task of `file` scope never knows of more files than it was given. */
function isPartial(check: Check): boolean {
  const { coverage, scope } = check.task;
  if (coverage.length === 0 || !wantsFiles(check)) return false;
  return scope === 'file' || check.files.length < check.dependsOn.length;
}
