import type { RepoPath } from '../core/files.ts';
import type { Destination, Link } from '../documents/document.ts';
import type { Documents } from './documents.ts';
import { hasAnchors, keyOf } from './documents.ts';
import { matchAnchor } from './match-anchor.ts';
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

/** What there is to find out about destinations of a document. */
export interface Asked {
  readonly document: RepoPath;
  /** In the order in which the document first names them. */
  readonly questions: readonly (readonly [Destination, Question])[];
}

/** What there is to find out about what links of the documents name, apart from what the repository settles, in order. */
export function askAbout(documents: Documents, reading: Reading): readonly Asked[] {
  const all: Asked[] = [];
  const resolverOf = openResolvers(reading);
  for (const [document, { destinations }] of documents) {
    const resolve = resolverOf(document);
    const questions: (readonly [Destination, Question])[] = [];
    for (const destination of destinations) {
      const question = resolve(destination);
      if (question !== undefined) questions.push([destination, question]);
    }
    if (questions.length > 0) all.push({ document, questions });
  }
  return all;
}

/** Documents and pages whose anchors decide about destinations, apart from those that were read already. */
export function pagesToRead(asked: readonly Asked[], documents: Documents): readonly RepoPath[] {
  const pages = new Set<RepoPath>();
  for (const { questions } of asked) {
    for (const [, question] of questions) {
      if (question.type !== 'anchor') continue;
      for (const file of question.files) if (!documents.has(file)) pages.add(file);
    }
  }
  return [...pages];
}

/**
 * The links of the documents that are not settled by what these hold, in order. Nearly all are: the others alone are taken out
 * one by one.
 */
export function openReferences(asked: readonly Asked[], documents: Documents): readonly Reference[] {
  const settled = new Map<Question, boolean>();
  const isSettled = (question: Question): boolean => {
    if (question.type !== 'anchor') return false;
    const known = settled.get(question) ?? matchAnchor(question, documents)?.type === 'exact';
    settled.set(question, known);
    return known;
  };
  return asked.flatMap(({ document, questions }) => {
    const open = new Map<string, Question>();
    for (const [destination, question] of questions) {
      if (!isSettled(question)) open.set(keyOf(destination), question);
    }
    return open.size === 0 ? [] : linksAmong(document, documents.get(document)?.links ?? [], open);
  });
}

function linksAmong(
  document: RepoPath,
  links: readonly Link[],
  questions: ReadonlyMap<string, Question>,
): readonly Reference[] {
  return links.flatMap((link) => {
    const question = questions.get(keyOf(link));
    return question === undefined ? [] : { document, link, question };
  });
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
