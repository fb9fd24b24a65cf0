import { isSameEntry, type RepoPath } from '../core/files.ts';
import { type Check, wantsFiles } from '../core/plan.ts';
import { checkRecord } from './check-record.ts';
import { readTest } from './order.ts';
import { type CheckResult, type RunContext, runCheck } from './run-check.ts';
import type { WatchedFiles } from './watched-files.ts';

/**
 * A pass is for the content that was there. Where a later fix changed a file that it depends on, the check looks once more,
 * without writing: two fixers that disagree must not take turns for ever, and neither may pass unseen.
 */
export async function settle(
  results: readonly CheckResult[],
  context: RunContext,
  watched: WatchedFiles,
): Promise<readonly CheckResult[]> {
  const fixed = new Set(results.flatMap((result) => result.rewrote));
  const settled: CheckResult[] = [];
  for (const result of results) {
    settled.push(isStale(result, fixed, context) ? await lookAgain(result, context, watched) : result);
  }
  return settled;
}

function isStale({ check, outcome, judged }: CheckResult, fixed: ReadonlySet<RepoPath>, { tree }: RunContext): boolean {
  if (outcome.status !== 'passed') return false;
  const changed = [...fixed].filter((path) => !isSameEntry(judged.get(path), tree.get(path)));
  return changed.length > 0 && changed.some(readTest(check));
}

async function lookAgain(result: CheckResult, context: RunContext, watched: WatchedFiles): Promise<CheckResult> {
  const { check, rewrote } = result;
  const left = withoutWriting(check, context);
  // A command that wants files and gets none might look at everything, or wait for its input.
  if (left.files.length === 0 && wantsFiles(left)) return result;
  const again = await runCheck(left, context, watched);
  const command = again.command ?? result.command;
  const merged: CheckResult = {
    ...again,
    check,
    cached: result.cached && again.cached,
    filesRun: Math.max(result.filesRun, again.filesRun),
    durationMs: result.durationMs + again.durationMs,
    rewrote,
    disturbed: [...new Set([...result.disturbed, ...again.disturbed])],
    ...(command === undefined ? {} : { command }),
  };
  if (again.outcome.status !== 'passed') {
    context.ports.tell({ type: 'finished', task: check.task, check: checkRecord(merged) });
  }
  return merged;
}

/** The same check on what is there in the end. What no fix has touched since is recalled, file by file. */
function withoutWriting(check: Check, { tree }: RunContext): Check {
  const files = check.files.filter((path) => tree.has(path));
  const dependsOn = check.dependsOn.filter((path) => tree.has(path));
  return { ...check, files, dependsOn, writes: false };
}
