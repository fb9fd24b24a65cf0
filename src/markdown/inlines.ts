import { bareUrlEnd } from './bare-urls.ts';
import type { Opener } from './brackets.ts';
import { closeBracket, openBracket } from './brackets.ts';
import { codeSpans, codeText } from './code-spans.ts';
import { decodeEntities } from './entities.ts';
import { readTag } from './html-tags.ts';
import { forwardSearch, matchAt } from './match-at.ts';
import type { InlineLink, Piece } from './pieces.ts';

/** Inline content of one block. */
export interface InlineContent {
  readonly links: readonly InlineLink[];
  /** Emphasis is not resolved yet: only headings need it. */
  readonly pieces: readonly Piece[];
}

/** What can stand for more than itself. */
const SPECIAL = /[\\`*_[\]!<&]|https?:\/\/|ftp:\/\/|www\./gi;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+)>/iy;
const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});/y;
const DELIMITERS = /\*+|_+/y;

/** Reads one handler's construct at an offset and returns the offset behind it. */
type Handler = (offset: number) => number;

/** Reads the inline content of a block (CommonMark 6, GFM). `isDefined` is asked for normalized labels. */
export function readInlines(text: string, isDefined: (label: string) => boolean): InlineContent {
  const pieces: Piece[] = [];
  const links: InlineLink[] = [];
  const handle = handlers(text, pieces, links, isDefined);
  let offset = 0;
  for (;;) {
    SPECIAL.lastIndex = offset;
    const next = SPECIAL.exec(text);
    if (next === null) break;
    addText(pieces, text.slice(offset, next.index));
    const handler = handle[next[0]] ?? handle['url'];
    offset = handler?.(next.index) ?? next.index + 1;
  }
  addText(pieces, text.slice(offset));
  return { links, pieces };
}

function addText(pieces: Piece[], value: string): void {
  if (value !== '') pieces.push({ type: 'text', value });
}

/** Handlers by what starts them. `url` is for everything else. */
function handlers(
  text: string,
  pieces: Piece[],
  links: InlineLink[],
  isDefined: (label: string) => boolean,
): Readonly<Record<string, Handler>> {
  const openers: Opener[] = [];
  const brackets = { text, pieces, links, openers, isDefined, settledBelow: 0 };
  const literal: Literal = (offset, length, value = text.slice(offset, offset + length)) => {
    addText(pieces, value);
    return offset + length;
  };
  const delimiters = delimiterHandler(text, pieces);
  return {
    '\\': (offset) => (/[!-/:-@[-`{-~]/.test(text[offset + 1] ?? '') ? literal(offset + 1, 1) : literal(offset, 1)),
    '*': delimiters,
    _: delimiters,
    '[': (offset) => openBracket(brackets, literal(offset, 1), false),
    '!': (offset) => (text[offset + 1] === '[' ? openBracket(brackets, literal(offset, 2), true) : literal(offset, 1)),
    ']': (offset) => closeBracket(brackets, offset) ?? literal(offset, 1),
    '&': (offset) => {
      const reference = matchAt(REFERENCE, text, offset)?.[0] ?? '&';
      return literal(offset, reference.length, decodeEntities(reference));
    },
    '`': codeHandler(text, literal),
    '<': tagHandler(text, pieces, literal),
    // Inside brackets a URL is text, so that it does not swallow the bracket that closes them.
    url: (offset) => literal(offset, ((openers.length === 0 && bareUrlEnd(text, offset)) || offset + 1) - offset),
  };
}

/** Takes characters as they stand, or as the value given, and returns the offset behind them. */
type Literal = (offset: number, length: number, value?: string) => number;

function delimiterHandler(text: string, pieces: Piece[]): Handler {
  return (offset) => {
    const length = matchAt(DELIMITERS, text, offset)?.[0].length ?? 1;
    pieces.push({ type: 'delimiters', start: offset, length, left: length, open: true });
    return offset + length;
  };
}

function codeHandler(text: string, literal: Literal): Handler {
  const spans = codeSpans(text);
  return (offset) => {
    const length = matchAt(/`+/y, text, offset)?.[0].length ?? 1;
    const closing = spans.closing(length, offset + length);
    if (closing === undefined) return literal(offset, length);
    return literal(offset, closing + length - offset, codeText(text.slice(offset + length, closing)));
  };
}

function tagHandler(text: string, pieces: Piece[], literal: Literal): Handler {
  const find = forwardSearch(text);
  return (offset) => {
    const autolink = matchAt(AUTOLINK, text, offset);
    if (autolink?.[1] !== undefined) return literal(offset, autolink[0].length, autolink[1]);
    const tag = readTag(text, offset, find);
    if (tag === undefined) return literal(offset, 1);
    pieces.push({ type: 'tag', tag });
    return tag.end;
  };
}
