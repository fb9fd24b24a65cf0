import type { Options } from '../core/contracts/schema.ts';
import type { Web } from '../core/contracts/web.ts';
import type { Finding } from '../core/outcome.ts';
import { askForPage } from './ask.ts';
import { type FindUnset, invalidFinding, pageFindings } from './findings.ts';
import { unfitVariable, unsetFor } from './headers.ts';
import { HostGates } from './host-gates.ts';
import { ExternalMemory, type Known } from './memory.ts';
import { NetworkWatch } from './network.ts';
import { collectPages, type Page, type PlacedLink } from './pages.ts';
import { type ExternalSettings, readSettings } from './settings.ts';
import type { Verdict } from './verdict.ts';
import type { Asking } from './visit.ts';

/** What became of links to other sites; or why they could not be checked. */
export type ExternalResult = { readonly findings: readonly Finding[] } | { readonly problem: string };

/** Pages that are remembered together, so that a run that is stopped has not asked for nothing. */
const BATCH = 50;

/** Checks links to other sites, each page once. `links`: of all kinds, in order. Rejects when the signal fires. */
export async function checkExternalLinks(
  links: readonly PlacedLink[],
  options: Options,
  web: Web,
  signal: AbortSignal,
): Promise<ExternalResult> {
  const settings = readSettings(options);
  if ('problem' in settings) return settings;
  const unfit = unfitVariable(settings.headers, web.variables);
  if (unfit !== undefined) return { problem: `the variable \`${unfit}\` holds what cannot stand in a header` };
  const { pages, invalid } = collectPages(links, settings);
  const memory = new ExternalMemory(settings, web);
  const known = memory.recall(pages);
  const unknown = pages.filter(({ url }) => known.get(url)?.verdict === undefined);
  const asked = await askForPages(unknown, { settings, web, memory, signal });
  if ('problem' in asked) return asked;
  const { headers } = settings;
  const findUnset: FindUnset = (url) => (headers.length === 0 ? [] : unsetFor(new URL(url), headers, web.variables));
  const findings = pages.flatMap((page) => {
    const what: Known = known.get(page.url) ?? {};
    const verdict = what.verdict ?? asked.verdicts.get(page);
    return verdict === undefined ? [] : pageFindings(page, verdict, what, findUnset);
  });
  return { findings: inOrder([...invalid.map(invalidFinding), ...findings], links) };
}

/** In the order in which the links stand that they are about. */
function inOrder(findings: readonly Finding[], links: readonly PlacedLink[]): readonly Finding[] {
  const documents = [...new Set(links.map(({ document }) => document))];
  const rank = new Map(documents.map((document, index) => [document, index]));
  const rankOf = ({ file = '' }: Finding) => rank.get(file) ?? 0;
  return [...findings].sort(
    (one, other) =>
      rankOf(one) - rankOf(other) || (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}

interface Means {
  readonly settings: ExternalSettings;
  readonly web: Web;
  readonly memory: ExternalMemory;
  readonly signal: AbortSignal;
}

async function askForPages(
  pages: readonly Page[],
  { settings, web, memory, signal }: Means,
): Promise<{ readonly verdicts: ReadonlyMap<Page, Verdict> } | { readonly problem: string }> {
  const verdicts = new Map<Page, Verdict>();
  const network = new NetworkWatch(() => web.isOnline());
  const hopeless = new AbortController();
  const both = AbortSignal.any([signal, hopeless.signal]);
  const asking: Asking = { settings, web, gates: new HostGates(settings, web), signal: both, closed: new Map() };
  let fresh = new Map<Page, Verdict>();
  const keep = () => {
    if (network.problem() === undefined) memory.remember(fresh);
    fresh = new Map();
  };
  const ask = async (page: Page): Promise<void> => {
    const verdict = await askForPage(page.url, [...page.fragments.keys()], asking);
    if (hopeless.signal.aborted) return;
    verdicts.set(page, verdict);
    fresh.set(page, verdict);
    network.note(page, verdict);
    if (network.isHopeless) hopeless.abort();
    else if (fresh.size >= BATCH) keep();
  };
  try {
    const ends = await Promise.allSettled(pages.map(ask));
    signal.throwIfAborted();
    const failed = ends.find((end) => end.status === 'rejected');
    if (failed !== undefined && !hopeless.signal.aborted) throw failed.reason;
  } finally {
    keep();
  }
  const problem = network.problem();
  return problem === undefined ? { verdicts } : { problem };
}
