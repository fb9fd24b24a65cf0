import type { DocumentText, Link } from '../documents/document.ts';
import { type Span, splitLines } from '../documents/lines.ts';
import { inOrder, type Placed } from '../documents/placed.ts';
import { mayHoldSuppressions, readSuppression } from '../documents/suppressions.ts';
import { linksOfExcerpt } from '../markdown/excerpt.ts';
import { findComments } from './find-comments.ts';
import { SYNTAXES, type SyntaxName } from './syntaxes.ts';
import { type CommentLines, textsOf } from './texts.ts';

/** Reads the comments of a source: their links, as Markdown writes them. Takes time linear in its length. */
export function readComments(source: string, syntax: SyntaxName): DocumentText {
  const nothing = { headings: [], names: new Set<string>(), slips: [] };
  const findsSuppressions = mayHoldSuppressions(source);
  if (!findsSuppressions && !SIGN.test(source)) return { ...nothing, links: [], suppressions: [] };
  const lines = splitLines(source);
  const texts = textsOf(findComments(source, SYNTAXES[syntax]), source, lines);
  const links = texts.filter((text) => holdsSign(source, text)).flatMap((text) => linksOfExcerpt(source, text));
  return {
    ...nothing,
    links: inOrder(
      links.filter((link) => isMeant(link, source)),
      lines,
    ),
    suppressions: findsSuppressions ? texts.flat().flatMap((line) => suppressionIn(line, source, lines)) : [],
  };
}

/** What no text without a link goes without. */
const SIGN = /\]\(|\]:|:\/\/|www\./i;

function holdsSign(source: string, text: CommentLines): boolean {
  return text.some(({ start, end }) => SIGN.test(source.slice(start, end)));
}

/**
 * Whether a link is one to a reader of the source. Code that was commented out has brackets in front of parentheses, and what
 * generators make of comments has pages of its own: a path has a slash or an ending, and that is not of a page.
 */
function isMeant({ destination, offset }: Placed<Link>, source: string): boolean {
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(destination)) return true;
  const [path = ''] = destination.split(/[?#]/, 1);
  const isPath = /^[^\s:*|<>"'(){}[\],;=]+$/.test(path) && (path.includes('/') || /\.\w{1,10}$/.test(path));
  return isPath && !/\.html?$/i.test(path) && !isCall(source, offset);
}

/** Whether what looks like the text of a link is the index of something: `handlers[name](event.target)`. */
function isCall(source: string, destination: number): boolean {
  if (source[destination - 1] !== '(') return false;
  const open = source.lastIndexOf('[', destination);
  return /[\w)\]]/.test(source[open - 1] ?? '');
}

function suppressionIn(line: Span, source: string, lines: readonly Span[]) {
  return readSuppression(source.slice(line.start, line.end), line, source, lines) ?? [];
}
