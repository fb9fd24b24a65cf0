import type { Judgment } from '../core/contracts/judgment.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { InspectionKind, Tools } from '../core/contracts/tasks.ts';
import { type BlobId, type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import { decodePath } from '../core/path-bytes.ts';
import { brokenBefore, type Now } from '../doc-links/before.ts';
import { readChange } from '../doc-links/change.ts';
import { type Documents, isMarkdown } from '../doc-links/documents.ts';
import { ignoreTest } from '../doc-links/ignored.ts';
import { judgeReferences, missedReferences } from '../doc-links/judge.ts';
import { openLibrary } from '../doc-links/library.ts';
import { collectReferences, countLines, filesToCompare, filesToRead, type Reference } from '../doc-links/references.ts';
import { siteOptions } from '../doc-links/site-options.ts';
import { readSites } from '../doc-links/sites.ts';
import { suggestFrom } from '../doc-links/suggestions.ts';
import { indexTree } from '../doc-links/tree.ts';
import { lookOutside, saidOf } from '../external-links/look-outside.ts';
import { externalOptions, externalVariables } from '../external-links/options.ts';

async function inspect(files: readonly RepoPath[], options: Options, tools: Tools): Promise<Judgment> {
  const { tree: entries } = tools.snapshot;
  const paths = files.filter((path) => {
    const entry = entries.get(path);
    return isMarkdown(path) && entry !== undefined && isRegular(entry);
  });
  if (paths.length === 0) return { status: 'skipped', detail: 'there are no Markdown files' };
  const library = openLibrary(tools);
  const documents = await library.read(blobsOf(paths, entries));
  const unread = paths.find((path) => !documents.has(path));
  if (unread !== undefined) return { status: 'broken', message: `git has no content for \`${unread}\`` };
  const symbolic = [...entries].filter(([, { mode }]) => mode === '120000').map(([path]) => path);
  const links = symbolic.length === 0 ? new Map<RepoPath, Uint8Array>() : await tools.read(symbolic);

  const tree = indexTree(entries, new Map([...links].map(([path, target]) => [path, decodePath(target)])));
  const siteOf = readSites(options, tree);
  if (typeof siteOf === 'string') return { status: 'broken', message: siteOf };
  const isIgnored = ignoreTest([options['ignore'] ?? []].flat().map(String));
  const references = collectReferences(documents, { tree, siteOf, isIgnored });
  const { findings, standing } = await judge(
    references,
    { reading: { tree, siteOf, isIgnored }, documents, library },
    tools,
  );
  const outside = await lookOutside(documents, options, tools);
  if ('problem' in outside && findings.every(({ severity }) => severity !== 'error')) {
    return { status: 'broken', message: outside.problem };
  }
  const all = [...notUtf8(documents), ...findings, ...summaryOf(standing), ...saidOf(outside)];
  if (all.some(({ severity }) => severity === 'error')) return { status: 'failed', findings: all };
  // The same files are refused after a change that made one of these links, or broke it.
  // And what other sites say is true for a time.
  const isLasting = standing.size === 0 && options['external'] !== true;
  return { status: 'passed', findings: all, ...(isLasting ? {} : { lasting: false }) };
}

/** Reads what else is needed to answer: files that links lead into, and how broken ones were before. */
async function judge(
  references: readonly Reference[],
  { reading, documents, library }: Now,
  tools: Tools,
): Promise<{ readonly findings: readonly Finding[]; readonly standing: ReadonlySet<Reference> }> {
  const targets = filesToRead(references, documents);
  const others = await library.read(blobsOf(targets.filter(isMarkdown), tools.snapshot.tree));
  const all = new Map([...documents, ...others]);
  const lines = await linesOf(
    targets.filter((path) => !isMarkdown(path)),
    tools,
  );
  const missed = missedReferences(references, all);
  const standing = await brokenBefore(missed, { reading, documents: all, library }, tools);
  const compared = filesToCompare(missed.filter((one) => !standing.has(one)));
  const old = await library.read(blobsOf(compared, tools.before));
  const { changed } = tools.snapshot;
  const added = new Map([...all].filter(([path]) => changed.get(path) === 'added'));
  const history = { change: readChange(tools.snapshot, tools.before), old, added };
  const evidence = { documents: all, lines, suggestions: suggestFrom(reading.tree) };
  const judged = references.filter((one) => !standing.has(one));
  return { findings: judgeReferences(judged, evidence, history), standing };
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
    ...externalOptions(z),
    // Links that are not judged: as written, or the path they lead to; `*` stands for anything.
    ignore: z.optional(z.union([z.string(), z.array(z.string())])),
  }),
  files: ['**/*.[mM][dD]', '**/*.[mM][aA][rR][kK][dD][oO][wW][nN]'],
  scope: 'project',
  // Any file can be what a link leads to, so a pass says something about this very tree only.
  inputs: ['**/*'],

  passEnv: externalVariables,

  inspect,

  detect(repository) {
    const { length } = [...repository.files].filter(isMarkdown);
    if (length === 0) return undefined;
    return { found: true, pace: 'fast', because: length === 1 ? '1 Markdown file' : `${length} Markdown files` };
  },
} satisfies InspectionKind;
