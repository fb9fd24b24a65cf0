import type { ChangedLines } from '../core/contracts/gates.ts';
import type { RepoPath } from '../core/files.ts';
import { lowerBound } from '../core/lower-bound.ts';
import type { ScanFinding } from '../core/scan.ts';

/**
 * Whether a finding is on a changed line: for one that goes over several lines, on one of them; for one without a line, in a
 * changed file. One that is in no file of the repository cannot be told from a new one.
 */
export function noveltyTest(
  changed: ChangedLines,
  isTracked: (path: RepoPath) => boolean,
): (finding: ScanFinding) => boolean {
  return ({ file, line, endLine = line }) => {
    if (file === undefined || !isTracked(file)) return true;
    const lines = changed.get(file);
    if (lines === undefined) return false;
    if (line === undefined) return true;
    const next = lines[lowerBound(lines, line)];
    return next !== undefined && next <= (endLine ?? line);
  };
}
