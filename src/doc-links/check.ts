import type { Options } from '../core/contracts/schema.ts';
import type { Tools } from '../core/contracts/tools.ts';
import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import { withoutAliases } from './aliases.ts';
import { brokenBefore, type Now } from './before.ts';
import type { Judged } from './causes.ts';
import { oneForEachCause } from './causes.ts';
import { readChange } from './change.ts';
import { blobsOf, linesOf, readTree } from './contents.ts';
import type { Documents } from './documents.ts';
import { asksGit, homeOf, leadsHome, mayLeadHome } from './home.ts';
import { ignoreTest } from './ignored.ts';
import { guessIntoIncomplete } from './incomplete.ts';
import { judgeReferences, missedReferences } from './judge.ts';
import { openLibrary } from './library.ts';
import { leadsToFile } from './lookup.ts';
import { movedTest } from './moved.ts';
import { judgePinned } from './pinned.ts';
import { askAbout, filesToCompare, filesToCount, openReferences, pagesToRead, type Reference } from './references.ts';
import type { Reading } from './resolve.ts';
import { readSeverities, withSeverities } from './severities.ts';
import { readSites } from './sites.ts';
import { slipFindings } from './slips.ts';
import { standingFinding, summaryOf } from './standing.ts';
import { suggestFrom } from './suggestions.ts';
import { openSuppressions, type Suppressions } from './suppressed.ts';
import { unknownAmong } from './unknown.ts';

/** What a check of links within the repository found out; or why it could not be made. */
export type LinkCheck =
  | {
      readonly findings: readonly Finding[];
      readonly documents: Documents;
      readonly suppressions: Suppressions;
      /** What is said of links one by one, those left out that a comment is about. */
      readonly judged: readonly Judged[];
      /** Whether a link is an address of what is checked here, so that nobody else has to be asked. */
      readonly isHome: (destination: string) => boolean;
      /** Whether the same is said of the same files after any change. */
      readonly isLasting: boolean;
    }
  | { readonly problem: string };

/** Checks the links of these documents to files of the snapshot. */
export async function checkLinks(paths: readonly RepoPath[], options: Options, tools: Tools): Promise<LinkCheck> {
  const { tree: entries } = tools.snapshot;
  const library = openLibrary(tools);
  const documents = await library.read(blobsOf(paths, entries));
  const unread = paths.find((path) => !documents.has(path));
  if (unread !== undefined) return { problem: `git has no content for \`${unread}\`` };
  const tree = await readTree(tools);
  const siteOf = readSites(options, tree);
  if (typeof siteOf === 'string') return { problem: siteOf };
  const isIgnored = ignoreTest([options['ignore'] ?? []].flat().map(String));
  const home = mayLeadHome(documents)
    ? homeOf(options, asksGit(options) ? await tools.hosting() : undefined)
    : undefined;
  const reading: Reading = { tree, siteOf, isIgnored, ...(home === undefined ? {} : { home }) };
  const severities = readSeverities(options);
  const { judged, standing, restsOnGit } = await judge(
    { reading, documents, library },
    severities['broken-before'],
    tools,
  );
  const suppressions = openSuppressions(documents);
  const isTold = ({ document, link }: Reference) => !suppressions.covers(document, link.line);
  const slips = slipFindings(documents, isAskedIn(tools), (...link) => leadsToFile(reading, ...link));
  const told = judged.filter(({ source }) => isTold(source));
  const findings = [
    ...slips.filter(({ file = '', line = 0 }) => !suppressions.covers(file, line)),
    ...oneForEachCause(told),
    ...summaryOf([...standing].filter((one) => !tools.snapshot.changed.has(one.document) && isTold(one))),
    ...suppressions.complaints(),
  ];
  return {
    findings: withSeverities(findings, severities),
    documents,
    suppressions,
    judged: told,
    isHome: (destination) => home !== undefined && leadsHome(destination, home),
    // Of documents that a change leaves alone less is told than of those that it touches.
    isLasting: standing.size === 0 && !restsOnGit,
  };
}

/** Of which documents slips are told: of those that changed; of all, where the run is about all or nothing is compared. */
function isAskedIn({ snapshot: { changed, whole }, before }: Tools): (path: RepoPath) => boolean {
  return whole === true || before.size === 0 ? () => true : (path) => changed.has(path);
}

/** Reads what else is needed to answer: files that links lead into, and how broken ones were before. */
async function judge(
  now: Now,
  standingIs: string | undefined,
  tools: Tools,
): Promise<{
  readonly judged: readonly Judged[];
  readonly standing: ReadonlySet<Reference>;
  readonly restsOnGit: boolean;
}> {
  const { reading, documents, library } = now;
  const asked = askAbout(documents, reading);
  const others = await library.read(blobsOf(pagesToRead(asked, documents), tools.snapshot.tree));
  const all = new Map([...documents, ...others]);
  const references = withoutAliases(guessIntoIncomplete(openReferences(asked, all)), documents, reading.tree);
  const lines = await linesOf(filesToCount(references), tools);
  const missed = missedReferences(references, all);
  const standing =
    standingIs === 'error' || tools.snapshot.whole === true
      ? new Set<Reference>()
      : await brokenBefore(missed, { ...now, documents: all }, tools);
  const compared = filesToCompare(missed.filter((one) => !standing.has(one)));
  const old = await library.read(blobsOf(compared, tools.before));
  const { changed } = tools.snapshot;
  const added = new Map([...all].filter(([path]) => changed.get(path) === 'added'));
  const change = readChange(tools.snapshot, tools.before);
  const moved = await movedTest(missed, { tree: reading.tree, change, documents: all, library }, tools);
  const history = { change, old, added, moved };
  // In documents that the change leaves alone there may be thousands: they are counted.
  const told = references.filter((one) => !standing.has(one) || changed.has(one.document));
  const suggestions = suggestFrom(reading.tree);
  const unknown = await unknownAmong(told, history.change, suggestions, tools);
  const judged = judgeReferences(told, { documents: all, lines, suggestions, unknown }, history);
  const pinned = references.filter(({ question }) => question.type === 'pinned');
  const isAsked = isAskedIn(tools);
  return {
    judged: [
      ...judged.map((one) => (standing.has(one.source) ? standingFinding(one) : one)),
      // What a tag holds never changes: links of other documents led nowhere before.
      ...(await judgePinned(pinned, library, tools)).filter(({ source }) => isAsked(source.document)),
    ],
    standing,
    restsOnGit: pinned.length > 0 || unknown.size > 0,
  };
}
