import type { FileEntry, FileSet, RepoPath } from '../core/files.ts';
import type { Outcome } from '../core/outcome.ts';
import { type Check, wantsFiles } from '../core/plan.ts';
import type { Ports, WorkResult } from '../core/ports.ts';
import { splitByBytes, splitOverCores } from './chunks.ts';
import type { Memory, Recall } from './memory.ts';
import { coverageOf, findingsOf, mergeOutcomes } from './merge-results.ts';
import type { Slots } from './slots.ts';
import { changedSince, pick, setEntry } from './watch-files.ts';

/** What all checks of a run share. `tree` follows the fixes while they are made. */
export interface RunContext {
  readonly ports: Ports;
  readonly memory: Memory;
  readonly slots: Slots;
  readonly tree: Map<RepoPath, FileEntry>;
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
  readonly rewrote: readonly RepoPath[];
  /** What the files held when it ended: a later change makes its pass worthless. */
  readonly judged: FileSet;
  readonly unmeasured?: string;
  /** Whether it looked at a part of its files only, so that what it measured is partial. */
  readonly partial: boolean;
}

/** Recalls the check or runs it, follows what it rewrote, and remembers what passed. Never rejects for what a task does. */
export async function runCheck(check: Check, context: RunContext, fixing = check.writes): Promise<CheckResult> {
  const recall = await context.memory.recall(check, context.tree);
  if (recall.complete) return recalled(check, recall, context.tree);
  if (context.signal.aborted) return cancelled(check, context.tree);
  return runMissing(check, recall, context, fixing);
}

/** The result of a check that needs no work. */
export function recalled(check: Check, recall: Recall, tree: FileSet): CheckResult {
  const coverage = recall.passes.flatMap((pass) => pass.coverage ?? []);
  return {
    check,
    outcome: {
      status: 'passed',
      findings: recall.passes.flatMap((pass) => pass.findings),
      measurements: coverage.length === 0 ? {} : { coverage },
    },
    cached: true,
    filesRun: 0,
    durationMs: 0,
    rewrote: [],
    judged: pick(check.files, tree),
    partial: isPartial(check),
  };
}

function cancelled(check: Check, tree: FileSet): CheckResult {
  const judged = pick(check.files, tree);
  const outcome: Outcome = { status: 'cancelled' };
  return { check, outcome, cached: false, filesRun: 0, durationMs: 0, rewrote: [], judged, partial: false };
}

async function runMissing(check: Check, recall: Recall, context: RunContext, fixing: boolean): Promise<CheckResult> {
  const { ports, tree } = context;
  const started = ports.now();
  const files = recall.missing;
  const watched = check.task.scope === 'file' ? files : [...new Set([...files, ...check.dependsOn])];
  const before = ports.stamp(watched);
  const rewriting = fixing || (check.task.check.length === 0 && check.task.fix.length > 0);
  const putBack = rewriting && !fixing ? await ports.preserve(files) : undefined;
  const results = await executeAll(check, files, context, fixing);
  const touched = await changedSince(watched, before, tree, ports);
  await putBack?.();

  const handed = new Set(files);
  const rewrote = [...touched.keys()].filter((path) => handed.has(path));
  let outcome = mergeOutcomes(results);
  if (fixing) for (const path of rewrote) setEntry(tree, path, touched.get(path));
  else if (rewrote.length > 0 && (rewriting || wantsFiles(check.task))) outcome = disturbed(rewrote, rewriting);

  const undisturbed = touched.size === (fixing ? rewrote.length : 0);
  const unmeasured = results.find((result) => result.unmeasured !== undefined)?.unmeasured;
  if (undisturbed && unmeasured === undefined) await rememberPasses(check, files, outcome, results, context);
  const command = results[0]?.command;
  return {
    check,
    outcome,
    cached: false,
    filesRun: check.task.scope === 'file' ? files.length : check.dependsOn.length,
    durationMs: Math.round(ports.now() - started),
    rewrote: fixing ? rewrote : [],
    judged: pick(check.files, tree),
    partial: isPartial(check),
    ...(command === undefined ? {} : { command }),
    ...(unmeasured === undefined ? {} : { unmeasured }),
  };
}

function executeAll(
  check: Check,
  files: readonly RepoPath[],
  { ports, slots, tree, signal }: RunContext,
  fixing: boolean,
) {
  const one = (part: readonly RepoPath[]): Promise<WorkResult> =>
    slots.use(async () =>
      signal.aborted
        ? { outcome: { status: 'cancelled' } }
        : ports.execute({ check, files: part, tree, fixing, signal }),
    );
  if (!wantsFiles(check.task)) return Promise.all([one(files)]);
  const parts = check.task.scope === 'file' ? splitOverCores(files, ports.jobs) : splitByBytes(files);
  return Promise.all(parts.map(one));
}

async function rememberPasses(
  check: Check,
  files: readonly RepoPath[],
  outcome: Outcome,
  results: readonly WorkResult[],
  { memory, tree }: RunContext,
): Promise<void> {
  const coverage = coverageOf(outcome);
  const pass = { findings: findingsOf(outcome), ...(coverage.length === 0 ? {} : { coverage }) };
  if (outcome.status === 'passed') await memory.remember(check, files, tree, pass);
  else if (check.task.scope === 'file' && outcome.status === 'failed') {
    const passed = results.flatMap((result) => result.alsoPassed ?? []);
    if (passed.length > 0) await memory.remember(check, passed, tree, pass);
  }
}

function disturbed(paths: readonly RepoPath[], byTask: boolean): Outcome {
  if (byTask) {
    const message = 'not in the form that the fixing command would give it';
    const findings = paths.map((file) => ({ severity: 'error' as const, message, file }));
    return { status: 'failed', findings, measurements: {} };
  }
  const message = `${paths.join(', ')} changed while the check ran, so its result says nothing; run it again`;
  return { status: 'broken', message, findings: [] };
}

function isPartial(check: Check): boolean {
  return check.task.coverage.length > 0 && wantsFiles(check.task) && check.files.length < check.dependsOn.length;
}
