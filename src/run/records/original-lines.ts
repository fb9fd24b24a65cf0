import type { FileSet, RepoPath } from '../../core/files.ts';
import type { Finding, Outcome } from '../../core/outcome.ts';
import type { CheckResult } from '../../engine/check-result.ts';
import { lineMap } from '../../git/commits/line-map.ts';
import type { GitPlace } from '../../git/git.ts';

/**
 * The results with findings where they stand in the files as they were: a fix that is undone takes the lines with it that
 * later checks spoke of. `before`: the files without any fix.
 */
export function inOriginalLines(
  results: readonly CheckResult[],
  before: FileSet,
  place: GitPlace,
): Promise<readonly CheckResult[]> {
  return Promise.all(results.map((result) => moveBack(result, before, place)));
}

async function moveBack(result: CheckResult, before: FileSet, place: GitPlace): Promise<CheckResult> {
  const { outcome, judged } = result;
  if (!('findings' in outcome)) return result;
  const moved = new Map<RepoPath, Awaited<ReturnType<typeof lineMap>>>();
  for (const path of new Set(outcome.findings.flatMap(({ file, line }) => (line === undefined ? [] : (file ?? []))))) {
    const [was, is] = [before.get(path)?.id, judged.get(path)?.id];
    if (was !== undefined && is !== undefined && was !== is) moved.set(path, await lineMap(place, was, is));
  }
  if (moved.size === 0) return result;
  const findings = outcome.findings.map((finding) => inOldLine(finding, moved.get(finding.file ?? '')));
  return { ...result, outcome: { ...outcome, findings } as Outcome };
}

function inOldLine(finding: Finding, toOld: Awaited<ReturnType<typeof lineMap>> | undefined): Finding {
  if (finding.line === undefined || toOld === undefined) return finding;
  const { line, isExact } = toOld(finding.line);
  const { column: _column, ...rest } = finding;
  // In a line that the fix changed, the column is that of another text.
  return isExact ? { ...finding, line } : { ...rest, line };
}
