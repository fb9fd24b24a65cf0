import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';

/** Where a finding is, as far as a tool says. A line of 0 is how some tools say "the whole file". */
export interface Place {
  readonly file?: RepoPath | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly rule?: string | undefined;
}

/** Leaves out what is unknown or impossible, so that no report has to ask again. */
export function findingAt(severity: Finding['severity'], message: string, place: Place): Finding {
  const { file, line, column, rule } = place;
  const hasLine = line !== undefined && line >= 1;
  return {
    severity,
    message,
    ...(file === undefined ? {} : { file }),
    ...(hasLine ? { line } : {}),
    ...(hasLine && column !== undefined && column >= 1 ? { column } : {}),
    ...(rule === undefined || rule === '' ? {} : { rule }),
  };
}

/** Some tools say the same thing twice: once in each pass over a file. */
export function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
