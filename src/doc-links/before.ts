import type { Tools } from '../core/contracts/tasks.ts';
import type { BlobId, FileSet, RepoPath } from '../core/files.ts';
import { decodePath } from '../core/path-bytes.ts';
import type { Document, Documents } from './documents.ts';
import { matchAnchor } from './judge.ts';
import type { Library } from './library.ts';
import type { Reference } from './references.ts';
import type { Question, Reading } from './resolve.ts';
import { resolveLink } from './resolve.ts';
import { indexTree } from './tree.ts';

/** What is known of the files as they are now. */
export interface Now {
  readonly reading: Reading;
  readonly documents: Documents;
  readonly library: Library;
}

/**
 * Which of the references that lead nowhere did so before the change already, in documents that it leaves alone:
 * they are nothing that this change could be refused for.
 */
export async function brokenBefore(
  missed: readonly Reference[],
  now: Now,
  tools: Tools,
): Promise<ReadonlySet<Reference>> {
  const { changed } = tools.snapshot;
  const untouched = missed.filter(({ document }) => !changed.has(document));
  if (untouched.length === 0) return new Set();
  const files = filesBefore(tools);
  const symbolic = [...files].filter(([path, { mode }]) => mode === '120000' && changed.has(path));
  const blobs = await tools.readBlobs(symbolic.map(([, { id }]) => id));
  const links = new Map(now.reading.tree.links);
  for (const [path, { id }] of symbolic) links.set(path, decodePath(blobs.get(id) ?? new Uint8Array()));
  const reading = { ...now.reading, tree: indexTree(files, links) };
  const questions = new Map<Reference, Question | undefined>(
    untouched.map((one) => [one, resolveLink(reading, one.document, one.link)]),
  );
  const documents = await documentsBefore([...questions.values()], files, now);
  const wasMissed = (question: Question | undefined): boolean =>
    question?.type === 'missing' || (question?.type === 'anchor' && matchAnchor(question, documents) === undefined);
  return new Set(untouched.filter((one) => wasMissed(questions.get(one))));
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
