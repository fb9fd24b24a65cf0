import type { Finding } from '../core/outcome.ts';
import type { Judged } from './causes.ts';
import type { Reference } from './references.ts';

/** What is said of a link that led nowhere before this change, in a document that it touches. */
export function standingFinding({ source, finding }: Judged): Judged {
  const message = `${finding.message} (as before this change)`;
  return { source, finding: { ...finding, severity: 'warning', message, rule: 'broken-before' } };
}

/** Broken links that this change has nothing to do with: one warning says how many, so that they do not drown the others. */
export function summaryOf(standing: readonly Reference[]): readonly Finding[] {
  const [first] = standing;
  if (first === undefined) return [];
  const { document, link } = first;
  const count = standing.length === 1 ? '1 link leads' : `${standing.length} links lead`;
  const message = `${count} nowhere in documents that this change leaves alone; a run with \`--all\` shows each`;
  return [
    { severity: 'warning', message, file: document, line: link.line, column: link.column, rule: 'broken-before' },
  ];
}
