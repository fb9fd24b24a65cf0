import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { InspectionKind, Tools } from '../core/contracts/tasks.ts';
import { isRegular, type RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import { decodePath } from '../core/path-bytes.ts';
import { brokenBefore } from '../doc-links/before.ts';
import { readChange } from '../doc-links/change.ts';
import { type Document, type Documents, isMarkdown, readDocument } from '../doc-links/documents.ts';
import { ignoreTest } from '../doc-links/ignored.ts';
import { judgeReferences, missedReferences } from '../doc-links/judge.ts';
import { collectReferences, countLines, filesToCompare, filesToRead, type Reference } from '../doc-links/references.ts';
import type { Reading } from '../doc-links/resolve.ts';
import { siteOptions } from '../doc-links/site-options.ts';
import { readSites } from '../doc-links/sites.ts';
import { suggestFrom } from '../doc-links/suggestions.ts';
import { indexTree } from '../doc-links/tree.ts';

/** Documents read before others get a turn, such as the timeout. */
const BATCH = 50;

/** Bytes of files by path, as `Tools` read them. */
type Contents = ReadonlyMap<RepoPath, Uint8Array>;

async function inspect(files: readonly RepoPath[], options: Options, tools: Tools): Promise<Judgment> {
  const { tree: entries } = tools.snapshot;
  const paths = files.filter((path) => {
    const entry = entries.get(path);
    return isMarkdown(path) && entry !== undefined && isRegular(entry);
  });
  if (paths.length === 0) return { status: 'skipped', detail: 'there are no Markdown files' };
  const symbolic = [...entries].filter(([, { mode }]) => mode === '120000').map(([path]) => path);
  const contents = await tools.read([...paths, ...symbolic]);
  const unread = paths.find((path) => !contents.has(path));
  if (unread !== undefined) return { status: 'broken', message: `git has no content for \`${unread}\`` };

  const tree = indexTree(entries, new Map(symbolic.map((path) => [path, decodePath(contents.get(path) ?? NOTHING)])));
  const siteOf = readSites(options, tree);
  if (typeof siteOf === 'string') return { status: 'broken', message: siteOf };
  const documents = await readDocuments(paths, contents, tools.signal);
  const isIgnored = ignoreTest([options['ignore'] ?? []].flat().map(String));
  const references = collectReferences(documents, { tree, siteOf, isIgnored });
  const { findings, standing } = await judge(references, documents, { tree, siteOf, isIgnored }, tools);
  const all = [...notUtf8(documents), ...findings, ...summaryOf(standing)];
  if (all.some(({ severity }) => severity === 'error')) return { status: 'failed', findings: all };
  // The same files are refused after a change that made one of these links, or broke it.
  return { status: 'passed', findings: all, ...(standing.size === 0 ? {} : { lasting: false }) };
}

const NOTHING = new Uint8Array();

async function readDocuments(
  paths: readonly RepoPath[],
  contents: Contents,
  signal: AbortSignal,
): Promise<ReadonlyMap<RepoPath, Document>> {
  const documents = new Map<RepoPath, Document>();
  for (const [index, path] of paths.entries()) {
    if (index % BATCH === BATCH - 1) await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    const content = contents.get(path);
    if (content !== undefined) documents.set(path, readDocument(content));
  }
  return documents;
}

/** Reads what else is needed to answer, each in one call: files that links lead into, and how broken ones were before. */
async function judge(
  references: readonly Reference[],
  documents: Documents,
  reading: Reading,
  tools: Tools,
): Promise<{ readonly findings: readonly Finding[]; readonly standing: ReadonlySet<Reference> }> {
  const targets = await tools.read(filesToRead(references, documents));
  const others = await readDocuments([...targets.keys()].filter(isMarkdown), targets, tools.signal);
  const all = new Map([...documents, ...others]);
  const lines = new Map(
    [...targets].flatMap(([path, content]) => {
      const count = isMarkdown(path) ? undefined : countLines(content);
      return count === undefined ? [] : [[path, count] as const];
    }),
  );
  const missed = missedReferences(references, all);
  const standing = await brokenBefore(missed, { reading, documents: all }, tools);
  const old = await readOld(filesToCompare(missed.filter((one) => !standing.has(one))), tools);
  const { changed } = tools.snapshot;
  const added = new Map([...all].filter(([path]) => changed.get(path) === 'added'));
  const history = { change: readChange(tools.snapshot, tools.before), old, added };
  const evidence = { documents: all, lines, suggestions: suggestFrom(reading.tree) };
  const judged = references.filter((one) => !standing.has(one));
  return { findings: judgeReferences(judged, evidence, history), standing };
}

/** Broken links that this change has nothing to do with: one warning says how many, so that they do not drown the others. */
function summaryOf(standing: ReadonlySet<Reference>): readonly Finding[] {
  const [first] = standing;
  if (first === undefined) return [];
  const { document, link } = first;
  const count = standing.size === 1 ? '1 link leads' : `${standing.size} links lead`;
  const message = `${count} nowhere in documents that this change leaves alone; a run with \`--all\` shows each`;
  return [
    { severity: 'warning', message, file: document, line: link.line, column: link.column, rule: 'broken-before' },
  ];
}

async function readOld(paths: readonly RepoPath[], tools: Tools): Promise<Documents> {
  const ids = paths.flatMap((path) => {
    const entry = tools.before.get(path);
    return entry !== undefined && isRegular(entry) ? [[path, entry.id] as const] : [];
  });
  const blobs = await tools.readBlobs(ids.map(([, id]) => id));
  const contents = new Map(ids.flatMap(([path, id]) => (blobs.has(id) ? [[path, blobs.get(id) ?? NOTHING]] : [])));
  return readDocuments([...contents.keys()], contents, tools.signal);
}

function notUtf8(documents: Documents): readonly Finding[] {
  return [...documents].flatMap(([file, { utf8 }]) =>
    utf8
      ? []
      : { severity: 'warning', message: 'is not UTF-8: some of its links may not be seen', file, rule: 'encoding' },
  );
}

export default {
  type: 'inspection',
  summary: 'Finds links in Markdown that lead to no file or heading',
  options: (z) => ({
    ...siteOptions(z),
    // Links that are not judged: as written, or the path they lead to; `*` stands for anything.
    ignore: z.optional(z.union([z.string(), z.array(z.string())])),
  }),
  files: ['**/*.[mM][dD]', '**/*.[mM][aA][rR][kK][dD][oO][wW][nN]'],
  scope: 'project',
  // Any file can be what a link leads to, so a pass says something about this very tree only.
  inputs: ['**/*'],

  inspect,

  detect(repository) {
    const { length } = [...repository.files].filter(isMarkdown);
    if (length === 0) return undefined;
    return { found: true, pace: 'fast', because: length === 1 ? '1 Markdown file' : `${length} Markdown files` };
  },
} satisfies InspectionKind;
