import { readAsciidoc } from '../asciidoc/document.ts';
import { readComments } from '../comments/document.ts';
import { syntaxOf } from '../comments/languages.ts';
import type { SyntaxName } from '../comments/syntaxes.ts';
import type { RepoPath } from '../core/files.ts';
import type { Destination, DocumentText } from '../documents/document.ts';
import { readMarkdown } from '../markdown/document.ts';
import { readHtmlPage } from '../markdown/html-page.ts';
import { readMdx } from '../mdx/document.ts';
import { readRst } from '../rst/document.ts';
import type { AnchorRules, Anchors } from './anchors.ts';
import { anchorsOf } from './anchors.ts';

/** A document that was read. */
export interface Document extends DocumentText {
  /** Whether its bytes are UTF-8; otherwise it was read as far as it makes sense. */
  readonly utf8: boolean;
  /** What its links name, each once, in the order in which they first do. */
  readonly destinations: readonly Destination[];
  /** What its fragments mean on a kind of site. Made when it is first asked for: most documents are asked for their links alone. */
  anchors(rules: AnchorRules): Anchors;
}

/** Documents that were read, by path. */
export type Documents = ReadonlyMap<RepoPath, Document>;

/** What a document is written in, which says how it is read. */
export type Language = keyof typeof READERS;

const READERS = {
  markdown: readMarkdown,
  mdx: readMdx,
  rst: readRst,
  asciidoc: readAsciidoc,
  html: (source: string) => ({ ...readComments(source, 'xml'), names: readHtmlPage(source).names }),
} as const;

const ENDINGS: Readonly<Record<string, Language>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mdwn: 'markdown',
  mkd: 'markdown',
  mkdn: 'markdown',
  mdx: 'mdx',
  rst: 'rst',
  rest: 'rst',
  adoc: 'asciidoc',
  asciidoc: 'asciidoc',
  html: 'html',
  htm: 'html',
};

/** The language of a document or page, by the ending of its name as GitHub knows it; undefined for what is none. */
export function languageOf(path: RepoPath): Language | undefined {
  // It is asked of every link, and nearly all lead to these.
  if (path.endsWith('.md')) return 'markdown';
  const ending = path.slice(path.lastIndexOf('.') + 1 || path.length).toLowerCase();
  return Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
}

/** Whether it is a document whose links and headings can be read. */
export function isDocument(path: RepoPath): boolean {
  return hasAnchors(path) && languageOf(path) !== 'html';
}

/** Whether it can be read what fragments of it mean: that of a page in HTML, too, whose links are not looked at. */
export function hasAnchors(path: RepoPath): boolean {
  return languageOf(path) !== undefined;
}

/** How a file is read that links are looked for in: as a document, or for its comments in some syntax. */
export type Reader = Language | SyntaxName;

/** How a file is read; undefined where nobody knows. */
export function readerOf(path: RepoPath): Reader | undefined {
  return languageOf(path) ?? syntaxOf(path);
}

/** Reads the bytes of a document, or of a source. A byte order mark is no part of it. */
export function readDocument(bytes: Uint8Array, reader: Reader = 'markdown'): Document {
  const text = decode(bytes);
  const source = text ?? new TextDecoder().decode(bytes);
  return makeDocument(isLanguage(reader) ? READERS[reader](source) : readComments(source, reader), text !== undefined);
}

function isLanguage(reader: Reader): reader is Language {
  return Object.hasOwn(READERS, reader);
}

/** A document with what was read of it. @internal Exported for its test. */
export function makeDocument(text: DocumentText, utf8: boolean): Document {
  return new ReadDocument(text, utf8);
}

/**
 * What all documents have that know their headings and names. A class, because there is one for each of a repository: objects
 * with getters of their own take ten times as long to make.
 */
export abstract class Landmarked {
  abstract readonly headings: readonly string[];
  abstract readonly names: ReadonlySet<string>;
  #anchors: Map<AnchorRules, Anchors> | undefined;

  /** What its fragments mean on a kind of site. */
  anchors(rules: AnchorRules): Anchors {
    this.#anchors ??= new Map();
    const anchors = this.#anchors.get(rules) ?? anchorsOf(this, rules);
    this.#anchors.set(rules, anchors);
    return anchors;
  }
}

class ReadDocument extends Landmarked implements Document {
  readonly links: DocumentText['links'];
  readonly headings: DocumentText['headings'];
  readonly names: DocumentText['names'];
  readonly suppressions: DocumentText['suppressions'];
  readonly slips: DocumentText['slips'];
  readonly utf8: boolean;

  constructor({ links, headings, names, suppressions, slips }: DocumentText, utf8: boolean) {
    super();
    this.links = links;
    this.headings = headings;
    this.names = names;
    this.suppressions = suppressions;
    this.slips = slips;
    this.utf8 = utf8;
  }

  get destinations(): readonly Destination[] {
    const byKey = new Map<string, Destination>();
    for (const link of this.links) if (!byKey.has(keyOf(link))) byKey.set(keyOf(link), link);
    return [...byKey.values()];
  }
}

/** The same text for the same destination, and for no other. */
export function keyOf({ names, destination }: Destination): string {
  return `${names ?? ''} ${destination}`;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
