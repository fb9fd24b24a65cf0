import type { Options } from '../core/contracts/schema.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { Finding } from '../core/outcome.ts';
import type { LinkCheck } from '../doc-links/check.ts';
import { readSeverities, withSeverities } from '../doc-links/severities.ts';
import type { ExternalResult } from './check.ts';
import type { PlacedLink } from './pages.ts';

/** What a check of the same documents has found out within the repository. */
type Inside = Exclude<LinkCheck, { readonly problem: string }>;

/**
 * Asks for the pages of other sites that documents link to, where the options say so: those of documents that the change
 * touches, because the others break without its doing. Nothing of it is loaded before. `inside`: what is known of the links
 * from the repository, which needs no asking.
 */
export async function lookOutside(inside: Inside, options: Options, tools: Tools): Promise<ExternalResult> {
  if (options['external'] !== true) return { findings: [] };
  const { checkExternalLinks } = await import('./check.ts');
  const touched = [...inside.documents].filter(([path]) => tools.snapshot.changed.has(path));
  const links = touched.flatMap(([document, { links }]) => links.map((link) => ({ document, link })));
  const isOpen = openTest(inside);
  const result = await checkExternalLinks(links.filter(isOpen), options, await tools.web(), tools.signal);
  return 'problem' in result ? result : { findings: withSeverities(result.findings, readSeverities(options)) };
}

/** Whether a link has to be asked for: no comment leaves it out, and nothing is told of it already. */
function openTest({ findings, suppressions, isHome }: Inside): (placed: PlacedLink) => boolean {
  const told = new Set(findings.map(({ file, line, column }) => `${file}:${line}:${column}`));
  return ({ document, link: { destination, line, column } }) =>
    !isHome(destination) && !told.has(`${document}:${line}:${column}`) && !suppressions.covers(document, line);
}

/** What is told of it beside what is wrong in the repository itself, which is told although nobody could be asked. */
export function saidOf(outside: ExternalResult): readonly Finding[] {
  return 'problem' in outside
    ? [{ severity: 'warning', message: outside.problem, rule: 'external-unverified' }]
    : outside.findings;
}
