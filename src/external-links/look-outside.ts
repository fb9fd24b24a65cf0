import type { Options } from '../core/contracts/schema.ts';
import type { Tools } from '../core/contracts/tasks.ts';
import type { Finding } from '../core/outcome.ts';
import type { Documents } from '../doc-links/documents.ts';
import { readSeverities, withSeverities } from '../doc-links/severities.ts';
import type { Suppressions } from '../doc-links/suppressed.ts';
import type { ExternalResult } from './check.ts';

/**
 * Asks for the pages of other sites that documents link to, where the options say so: those of documents that the change
 * touches, because the others break without its doing. Nothing of it is loaded before.
 */
export async function lookOutside(
  documents: Documents,
  { covers }: Suppressions,
  options: Options,
  tools: Tools,
): Promise<ExternalResult> {
  if (options['external'] !== true) return { findings: [] };
  const { checkExternalLinks } = await import('./check.ts');
  const touched = [...documents].filter(([path]) => tools.snapshot.changed.has(path));
  const links = touched.flatMap(([document, { links }]) =>
    links.filter(({ line }) => !covers(document, line)).map((link) => ({ document, link })),
  );
  const result = await checkExternalLinks(links, options, await tools.web(), tools.signal);
  return 'problem' in result ? result : { findings: withSeverities(result.findings, readSeverities(options)) };
}

/** What is told of it beside what is wrong in the repository itself, which is told although nobody could be asked. */
export function saidOf(outside: ExternalResult): readonly Finding[] {
  return 'problem' in outside
    ? [{ severity: 'warning', message: outside.problem, rule: 'external-unverified' }]
    : outside.findings;
}
