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
/** What of it can begin or end a link, or keep something else from being one. */
const SPECIAL_FOR_LINKS = /[\\`[\]<]|!(?=\[)|https?:\/\/|ftp:\/\/|www\./gi;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+)>/iy;
const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});/y;
const DELIMITERS = /\*+|_+/y;

/** Reads one handler's construct at an offset and returns the offset behind it. */
type Handler = (offset: number) => number;

/** Reads the inline content of a block (CommonMark 6, GFM). `isDefined` is asked for normalized labels. */
export function readInlines(text: string, isDefined: (label: string) => boolean): InlineContent {
  return read(text, isDefined, SPECIAL, (pieces, start, end) => addText(pieces, text.slice(start, end)));
}

/** The same for content whose text nobody looks at, in less time: the pieces have all tags, and little of the text. */
export function readLinks(text: string, isDefined: (label: string) => boolean): InlineContent {
  return read(text, isDefined, SPECIAL_FOR_LINKS, () => undefined);
}

/** `special`: what is handled; `between`: is told of the text in front of it. */
function read(
  text: string,
  isDefined: (label: string) => boolean,
  special: RegExp,
  between: (pieces: Piece[], start: number, end: number) => void,
): InlineContent {
  const pieces: Piece[] = [];
  const links: InlineLink[] = [];
  let handle: ReturnType<typeof handlers> | undefined;
  let offset = 0;
  for (;;) {
    special.lastIndex = offset;
    const next = special.exec(text);
    if (next === null) break;
    between(pieces, offset, next.index);
    handle ??= handlers(text, pieces, links, isDefined);
    const handler = handle[next[0]] ?? handle['url'];
    offset = handler?.(next.index) ?? next.index + 1;
  }
  between(pieces, offset, text.length);
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
    '<': tagHandler(text, pieces, links, literal),
    url: (offset) => {
      // Inside brackets a URL is text, so that it does not swallow the bracket that closes them.
      const end = openers.length === 0 ? bareUrlEnd(text, offset) : undefined;
      if (end === undefined) return literal(offset, 1);
      const url = decodeEntities(text.slice(offset, end));
      links.push({ type: 'inline', destination: /^www\./i.test(url) ? `http://${url}` : url, offset });
      return literal(offset, end - offset);
    },
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

function tagHandler(text: string, pieces: Piece[], links: InlineLink[], literal: Literal): Handler {
  const find = forwardSearch(text);
  return (offset) => {
    const autolink = matchAt(AUTOLINK, text, offset);
    if (autolink?.[1] !== undefined) {
      const [whole, address] = autolink;
      // Nothing is to be said of mail addresses.
      if (address.includes(':')) links.push({ type: 'inline', destination: address, offset: offset + 1 });
      return literal(offset, whole.length, address);
    }
    const tag = readTag(text, offset, find);
    if (tag === undefined) return literal(offset, 1);
    pieces.push({ type: 'tag', tag });
    return tag.end;
  };
}
