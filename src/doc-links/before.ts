import type { Tools } from '../core/contracts/tools.ts';
import type { BlobId, FileSet, RepoPath } from '../core/files.ts';
import { decodePath } from '../core/path-bytes.ts';
import { type Document, type Documents, keyOf } from './documents.ts';
import type { Library } from './library.ts';
import { matchAnchor } from './match-anchor.ts';
import type { Question } from './questions.ts';
import type { Reference } from './references.ts';
import type { Reading } from './resolve.ts';
import { resolveLink } from './resolve.ts';
import { indexTree } from './tree.ts';

/** What is known of the files as they are now. */
export interface Now {
  readonly reading: Reading;
  readonly documents: Documents;
  readonly library: Library;
}

/** Which of the references that lead nowhere stood there before the change already, and led nowhere: it is not to blame for them. */
export async function brokenBefore(
  missed: readonly Reference[],
  now: Now,
  tools: Tools,
): Promise<ReadonlySet<Reference>> {
  const { changed } = tools.snapshot;
  const older = await stoodBefore(missed, now, tools);
  if (older.length === 0) return new Set();
  const files = filesBefore(tools);
  const symbolic = [...files].filter(([path, { mode }]) => mode === '120000' && changed.has(path));
  const blobs = await tools.readBlobs(symbolic.map(([, { id }]) => id));
  const links = new Map(now.reading.tree.links);
  for (const [path, { id }] of symbolic) links.set(path, decodePath(blobs.get(id) ?? new Uint8Array()));
  const reading = { ...now.reading, tree: indexTree(files, links) };
  const questions = new Map<Reference, Question | undefined>(
    older.map((one) => [one, resolveLink(reading, one.document, one.link)]),
  );
  const documents = await documentsBefore([...questions.values()], files, now);
  const wasMissed = (question: Question | undefined): boolean =>
    question?.type === 'missing' || (question?.type === 'anchor' && matchAnchor(question, documents) === undefined);
  return new Set(older.filter((one) => wasMissed(questions.get(one))));
}

/** Those that their document had before. A document that was renamed is a new one. */
async function stoodBefore(
  missed: readonly Reference[],
  { library }: Now,
  { snapshot: { changed }, before }: Tools,
): Promise<readonly Reference[]> {
  const touched = new Map<RepoPath, BlobId>();
  for (const { document } of missed) {
    const id = changed.has(document) ? before.get(document)?.id : undefined;
    if (id !== undefined) touched.set(document, id);
  }
  const old = await library.read(touched);
  const known = new Map([...old].map(([path, { destinations }]) => [path, new Set(destinations.map(keyOf))]));
  return missed.filter(
    ({ document, link }) => !changed.has(document) || known.get(document)?.has(keyOf(link)) === true,
  );
}

function filesBefore({ snapshot: { tree, changed }, before }: Tools): FileSet {
  const files = new Map(tree);
  for (const path of changed.keys()) {
    const entry = before.get(path);
    if (entry === undefined) files.delete(path);
    else files.set(path, entry);
  }
  return files;
}

/** The documents that questions ask about, as they were; those that stayed the same are not read again. */
async function documentsBefore(
  questions: readonly (Question | undefined)[],
  files: FileSet,
  { reading, documents, library }: Now,
): Promise<Documents> {
  const asked = new Set(questions.flatMap((question) => (question?.type === 'anchor' ? question.files : [])));
  const same = new Map<RepoPath, Document>();
  const unread = new Map<RepoPath, BlobId>();
  for (const path of asked) {
    const id = files.get(path)?.id;
    const known = documents.get(path);
    if (known !== undefined && reading.tree.files.get(path)?.id === id) same.set(path, known);
    else if (id !== undefined) unread.set(path, id);
  }
  return new Map([...same, ...(await library.read(unread))]);
}
