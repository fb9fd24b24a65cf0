import type { Finding } from '../core/outcome.ts';
import { inOrder } from '../core/runs/quoted-lines.ts';
import type { Result } from '../report-text/results.ts';

/** Findings of one check that are shown on their source; fewer where many have some. */
const FINDINGS = { most: 100, least: 10, together: 500 };

/** A result that has something to say, and its findings, errors first: those on their source, and those beyond. */
export interface ToldResult {
  readonly result: Result;
  readonly shown: readonly Finding[];
  readonly rest: readonly Finding[];
}

/** What failed, then what only warns. */
export function toldResults(results: readonly Result[]): readonly ToldResult[] {
  const told = [...results.filter(({ refuses }) => refuses), ...results.filter(isRemarkable)];
  const share = Math.floor(FINDINGS.together / Math.max(1, told.length));
  const most = Math.min(FINDINGS.most, Math.max(FINDINGS.least, share));
  return told.map((result) => {
    const ordered = inOrder(result.findings);
    return { result, shown: ordered.slice(0, most), rest: ordered.slice(most) };
  });
}

function isRemarkable({ refuses, status, findings }: Result): boolean {
  return !refuses && (status === 'passed' ? findings.length > 0 : status !== 'skipped');
}
