import type { RepoPath } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { CheckRecord, RunRecord } from '../record.ts';
import { filesWithSecrets } from '../secrets/files.ts';

/** Findings of one check that are looked at: more are not shown. */
export const FINDINGS_SHOWN = 20;
/** Files of one run that are read for it. */
const MOST_FILES = 50;

/** Lines of files that findings are about of which a run is refused. Files in which a secret was found are left out. */
export function linesToQuote(record: Pick<RunRecord, 'checks' | 'gates'>): ReadonlyMap<RepoPath, ReadonlySet<number>> {
  const { checks, gates } = record;
  const secret = filesWithSecrets([record]);
  const refusing = [...checks.filter(isRefusing), ...gates.filter(({ status }) => status === 'failed')];
  const lines = new Map<RepoPath, Set<number>>();
  for (const { file, line } of refusing.flatMap(({ findings }) => inOrder(findings).slice(0, FINDINGS_SHOWN))) {
    if (file === undefined || line === undefined || secret.has(file)) continue;
    const known = lines.get(file) ?? new Set();
    if (known.size === 0 && lines.size === MOST_FILES) continue;
    lines.set(file, known.add(line));
  }
  return lines;
}

/** Findings as they are shown: errors first. */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return [...errors, ...findings.filter(({ severity }) => severity !== 'error')];
}

function isRefusing({ status, warn }: CheckRecord): boolean {
  return (status === 'failed' || status === 'broken') && warn !== true;
}
