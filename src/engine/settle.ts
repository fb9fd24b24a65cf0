import { isSameEntry, type RepoPath } from '../core/files.ts';
import { type Check, rewrites, wantsFiles } from '../core/plan.ts';
import { checkRecord } from './check-record.ts';
import type { CheckResult } from './check-result.ts';
import { readTest } from './order.ts';
import { type RunContext, runCheck } from './run-check.ts';
import type { WatchedFiles } from './watched-files.ts';

/**
 * A pass is for the content that was there. Where a later fix changed a file that it depends on, the check looks again,
 * without writing. A fixer that has something to fix then does so once more: a linter that takes out an import leaves blank
 * lines that the formatter before it would not. Then all look a last time: two fixers that disagree must not take turns for
 * ever, and neither may pass unseen.
 */
export async function settle(
  results: readonly CheckResult[],
  context: RunContext,
  watched: WatchedFiles,
): Promise<readonly CheckResult[]> {
  const looked = await lookAgain(results, context, watched);
  const fixed = await fixAgain(results, looked, context, watched);
  const settled = fixed.some((result, index) => result !== looked[index])
    ? await lookAgain(fixed, context, watched)
    : fixed;
  for (const [index, result] of settled.entries()) {
    if (result === results[index] || result.outcome.status === 'passed') continue;
    context.ports.tell({ type: 'finished', task: result.check.task, check: checkRecord(result) });
  }
  return settled;
}

async function lookAgain(
  results: readonly CheckResult[],
  context: RunContext,
  watched: WatchedFiles,
): Promise<readonly CheckResult[]> {
  const rewritten = new Set(results.flatMap((result) => result.rewrote));
  const settled: CheckResult[] = [];
  for (const result of results) {
    settled.push(isStale(result, rewritten, context) ? await repeat(result, false, context, watched) : result);
  }
  return settled;
}

/** Fixes with those that were content at first and are not with what a later fix has made. */
async function fixAgain(
  results: readonly CheckResult[],
  looked: readonly CheckResult[],
  context: RunContext,
  watched: WatchedFiles,
): Promise<readonly CheckResult[]> {
  const settled: CheckResult[] = [];
  for (const [index, result] of looked.entries()) {
    const isDiscontent = result !== results[index] && result.outcome.status === 'failed' && rewrites(result.check);
    settled.push(isDiscontent ? await repeat(result, true, context, watched) : result);
  }
  return settled;
}

function isStale({ check, outcome, judged }: CheckResult, fixed: ReadonlySet<RepoPath>, { tree }: RunContext): boolean {
  if (outcome.status !== 'passed') return false;
  const changed = [...fixed].filter((path) => !isSameEntry(judged.get(path), tree.get(path)));
  return changed.length > 0 && changed.some(readTest(check));
}

async function repeat(
  result: CheckResult,
  writes: boolean,
  context: RunContext,
  watched: WatchedFiles,
): Promise<CheckResult> {
  const { check } = result;
  const left = onWhatIsLeft({ ...check, writes }, context);
  // A command that wants files and gets none might look at everything, or wait for its input.
  if (left.files.length === 0 && wantsFiles(left)) return result;
  const again = await runCheck(left, context, watched);
  const command = again.command ?? result.command;
  const audited = again.audited ?? result.audited;
  const startedMs = result.startedMs ?? again.startedMs;
  return {
    ...again,
    check,
    cached: result.cached && again.cached,
    filesRun: Math.max(result.filesRun, again.filesRun),
    ...(startedMs === undefined ? {} : { startedMs }),
    durationMs: result.durationMs + again.durationMs,
    rewrote: [...new Set([...result.rewrote, ...again.rewrote])],
    disturbed: [...new Set([...result.disturbed, ...again.disturbed])],
    ...(command === undefined ? {} : { command }),
    ...(audited === undefined ? {} : { audited }),
  };
}

/** The same check on the files that no fix has deleted. What no fix has touched since is recalled, file by file. */
function onWhatIsLeft(check: Check, { tree }: RunContext): Check {
  const files = check.files.filter((path) => tree.has(path));
  const dependsOn = check.dependsOn.filter((path) => tree.has(path));
  return { ...check, files, dependsOn };
}
