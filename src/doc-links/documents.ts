import { readAsciidoc } from '../asciidoc/document.ts';
import { readComments } from '../comments/document.ts';
import { syntaxOf } from '../comments/languages.ts';
import type { SyntaxName } from '../comments/syntaxes.ts';
import type { RepoPath } from '../core/files.ts';
import type { DocumentText } from '../documents/document.ts';
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

/** A document with what was read of it. */
export function makeDocument(text: DocumentText, utf8: boolean): Document {
  const known = new Map<AnchorRules, Anchors>();
  return {
    links: text.links,
    // They may be taken out of what was kept only now.
    get headings() {
      return text.headings;
    },
    get names() {
      return text.names;
    },
    suppressions: text.suppressions,
    slips: text.slips,
    utf8,
    anchors(rules) {
      const anchors = known.get(rules) ?? anchorsOf(text, rules);
      known.set(rules, anchors);
      return anchors;
    },
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
