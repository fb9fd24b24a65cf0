import type { RepoPath } from '../core/files.ts';
import type { Link } from '../documents/document.ts';
import type { Documents } from './documents.ts';
import { hasAnchors } from './documents.ts';
import type { Question } from './questions.ts';
import type { Reading } from './resolve.ts';
import { openResolvers } from './resolver.ts';

/** A link and the document that it stands in. */
export interface LinkSource {
  readonly document: RepoPath;
  readonly link: Link;
}

/** A link with what there is to find out about it. */
export interface Reference extends LinkSource {
  readonly question: Question;
}

/** The links of the documents that are not settled by what the repository holds, in order. */
export function collectReferences(documents: Documents, reading: Reading): readonly Reference[] {
  const references: Reference[] = [];
  const resolverOf = openResolvers(reading);
  for (const [document, { links }] of documents) {
    const resolve = resolverOf(document);
    for (const link of links) {
      const question = resolve(link);
      if (question !== undefined) references.push({ document, link, question });
    }
  }
  return references;
}

/** Documents and pages whose anchors decide about references, apart from those that were read already. */
export function pagesToRead(references: readonly Reference[], documents: Documents): readonly RepoPath[] {
  const files = references.flatMap(({ question }) => (question.type === 'anchor' ? question.files : []));
  return [...new Set(files)].filter((file) => !documents.has(file));
}

/** Files whose number of lines decides about references. */
export function filesToCount(references: readonly Reference[]): readonly RepoPath[] {
  return [...new Set(references.flatMap(({ question }) => (question.type === 'line' ? [question.file] : [])))];
}

/** Documents and pages that references miss, or miss something in: how they were before may say why. */
export function filesToCompare(missed: readonly Reference[]): readonly RepoPath[] {
  const files = missed.flatMap(({ question }) => {
    if (question.type === 'anchor') return question.files;
    return question.type === 'missing' && question.place.type === 'missing' ? [question.place.path] : [];
  });
  return [...new Set(files)].filter(hasAnchors);
}

/** How many lines a file has; undefined where what git keeps is only a pointer to it (Git LFS). */
export function countLines(content: Uint8Array): number | undefined {
  if (Buffer.from(content.subarray(0, LFS.length)).toString('latin1') === LFS) return undefined;
  let lines = content.length > 0 && content.at(-1) !== LINE_FEED ? 1 : 0;
  for (let at = content.indexOf(LINE_FEED); at >= 0; at = content.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}

const LFS = 'version https://git-lfs';
const LINE_FEED = 10;
