import type { Options } from '../core/contracts/schema.ts';
import type { Tools } from '../core/contracts/tasks.ts';
import { type BlobId, type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import { decodePath } from '../core/path-bytes.ts';
import { brokenBefore, type Now } from './before.ts';
import type { Judged } from './causes.ts';
import { oneForEachCause } from './causes.ts';
import { readChange } from './change.ts';
import { type Documents, isMarkdown } from './documents.ts';
import { ignoreTest } from './ignored.ts';
import { judgeReferences, missedReferences } from './judge.ts';
import { openLibrary } from './library.ts';
import { collectReferences, countLines, filesToCompare, filesToRead, type Reference } from './references.ts';
import { readSeverities, withSeverities } from './severities.ts';
import { readSites } from './sites.ts';
import { slipFindings } from './slips.ts';
import { standingFinding, summaryOf } from './standing.ts';
import { suggestFrom } from './suggestions.ts';
import { openSuppressions, type Suppressions } from './suppressed.ts';
import { indexTree, type Tree } from './tree.ts';

/** What a check of links within the repository found out; or why it could not be made. */
export type LinkCheck =
  | {
      readonly findings: readonly Finding[];
      readonly documents: Documents;
      readonly suppressions: Suppressions;
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
  const tree = await readTree(entries, tools);
  const siteOf = readSites(options, tree);
  if (typeof siteOf === 'string') return { problem: siteOf };
  const reading = { tree, siteOf, isIgnored: ignoreTest([options['ignore'] ?? []].flat().map(String)) };
  const severities = readSeverities(options);
  const { judged, standing } = await judge({ reading, documents, library }, severities['broken-before'], tools);
  const suppressions = openSuppressions(documents);
  const isTold = ({ document, link }: Reference) => !suppressions.covers(document, link.line);
  const slips = slipFindings(documents, isAskedIn(tools));
  const findings = [
    ...slips.filter(({ file = '', line = 0 }) => !suppressions.covers(file, line)),
    ...oneForEachCause(judged.filter(({ source }) => isTold(source))),
    ...summaryOf([...standing].filter((one) => !tools.snapshot.changed.has(one.document) && isTold(one))),
    ...suppressions.complaints(),
  ];
  return {
    findings: withSeverities(findings, severities),
    documents,
    suppressions,
    // Of documents that a change leaves alone it is told less than of those that it touches.
    isLasting: standing.size === 0,
  };
}

/** Of which documents slips are told: of those that changed; of all, where nothing is compared. */
function isAskedIn({ snapshot: { changed }, before }: Tools): (path: RepoPath) => boolean {
  return before.size === 0 ? () => true : (path) => changed.has(path);
}

async function readTree(entries: FileSet, tools: Tools): Promise<Tree> {
  const symbolic = [...entries].filter(([, { mode }]) => mode === '120000').map(([path]) => path);
  const links = symbolic.length === 0 ? new Map<RepoPath, Uint8Array>() : await tools.read(symbolic);
  return indexTree(entries, new Map([...links].map(([path, target]) => [path, decodePath(target)])));
}

/** Reads what else is needed to answer: files that links lead into, and how broken ones were before. */
async function judge(
  now: Now,
  standingIs: string | undefined,
  tools: Tools,
): Promise<{ readonly judged: readonly Judged[]; readonly standing: ReadonlySet<Reference> }> {
  const { reading, documents, library } = now;
  const references = collectReferences(documents, reading);
  const targets = filesToRead(references, documents);
  const others = await library.read(blobsOf(targets.filter(isMarkdown), tools.snapshot.tree));
  const all = new Map([...documents, ...others]);
  const lines = await linesOf(
    targets.filter((path) => !isMarkdown(path)),
    tools,
  );
  const missed = missedReferences(references, all);
  const standing =
    standingIs === 'error' ? new Set<Reference>() : await brokenBefore(missed, { ...now, documents: all }, tools);
  const compared = filesToCompare(missed.filter((one) => !standing.has(one)));
  const old = await library.read(blobsOf(compared, tools.before));
  const { changed } = tools.snapshot;
  const added = new Map([...all].filter(([path]) => changed.get(path) === 'added'));
  const history = { change: readChange(tools.snapshot, tools.before), old, added };
  const evidence = { documents: all, lines, suggestions: suggestFrom(reading.tree) };
  // In documents that the change leaves alone there may be thousands: they are counted.
  const told = references.filter((one) => !standing.has(one) || changed.has(one.document));
  const judged = judgeReferences(told, evidence, history);
  return { judged: judged.map((one) => (standing.has(one.source) ? standingFinding(one) : one)), standing };
}

/** The contents of those paths that are files, and no links or submodules. */
function blobsOf(paths: readonly RepoPath[], files: FileSet): ReadonlyMap<RepoPath, BlobId> {
  const entries = paths.map((path) => [path, files.get(path)] as const);
  return new Map(entries.flatMap(([path, entry]) => (entry && isRegular(entry) ? [[path, entry.id]] : [])));
}

/** How many lines files have, as far as they have any. */
async function linesOf(paths: readonly RepoPath[], tools: Tools): Promise<ReadonlyMap<RepoPath, number>> {
  const contents = paths.length === 0 ? new Map<RepoPath, Uint8Array>() : await tools.read(paths);
  const counts = [...contents].map(([path, content]) => [path, countLines(content)] as const);
  return new Map(counts.filter((count): count is [RepoPath, number] => count[1] !== undefined));
}
