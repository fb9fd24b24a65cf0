import { unescapeMarkdown } from './entities.ts';
import { matchAt } from './match-at.ts';

/** Where a link leads, as written in the text. */
export interface Destination {
  /** Escapes and character references decoded, percent-encoding kept. */
  readonly value: string;
  /** Offset of its first character, without the `<`. */
  readonly offset: number;
  /** Offset behind it, `>` included. */
  readonly end: number;
}

const BRACKETED = /<((?:[^<>\\\n]|\\.)*)>/y;
const TITLE = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\)/y;
/** Parentheses inside each other in a destination; cmark's limit. */
const PARENTHESES_LIMIT = 32;

/** The destination at an offset (CommonMark 6.3). An empty one needs `<>`, or a `)` behind it. */
export function readDestination(text: string, offset: number): Destination | undefined {
  if (text[offset] === '<') {
    const match = matchAt(BRACKETED, text, offset);
    if (match?.[1] === undefined) return undefined;
    return { value: unescapeMarkdown(match[1]), offset: offset + 1, end: offset + match[0].length };
  }
  const end = bareEnd(text, offset);
  return end === undefined ? undefined : { value: unescapeMarkdown(text.slice(offset, end)), offset, end };
}

/** Offset behind a destination without angle brackets: before a blank, or a `)` that nothing opened. */
function bareEnd(text: string, offset: number): number | undefined {
  let depth = 0;
  let at = offset;
  for (; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character <= SPACE || character === DELETE) break;
    if (character === BACKSLASH && text.charCodeAt(at + 1) > SPACE) at += 1;
    else if (character === OPEN) depth += 1;
    else if (character === CLOSE && --depth < 0) return at;
    if (depth > PARENTHESES_LIMIT) return undefined;
  }
  return depth === 0 ? at : undefined;
}

/** Offset behind blanks with at most one line end. */
export function skipGap(text: string, offset: number): number {
  const end = skipBlanks(text, offset);
  return text.charCodeAt(end) === LINE_FEED ? skipBlanks(text, end + 1) : end;
}

/** By hand: each link has three places for blanks, and nearly none has any. */
function skipBlanks(text: string, offset: number): number {
  let end = offset;
  while (text.charCodeAt(end) === SPACE || text.charCodeAt(end) === TAB) end += 1;
  return end;
}

/** Offset behind the title at an offset, or undefined when there is none. A title holds no blank line. */
export function titleEnd(text: string, offset: number): number | undefined {
  const title = matchAt(TITLE, text, offset)?.[0];
  return title === undefined || /\n[ \t]*\n/.test(title) ? undefined : offset + title.length;
}

/** The destination of an inline link whose `(` stands at an offset; `end` is the offset behind its `)`. */
export function readInlineTarget(text: string, offset: number): Destination | undefined {
  const destination = readDestination(text, skipGap(text, offset + 1));
  if (destination === undefined) return undefined;
  const gap = skipGap(text, destination.end);
  const title = gap > destination.end ? titleEnd(text, gap) : undefined;
  const close = title === undefined ? gap : skipGap(text, title);
  return text[close] === ')' ? { ...destination, end: close + 1 } : undefined;
}

/** What stands in the parentheses at an offset if it would be a destination but for blanks inside. */
export function readSpaced(text: string, offset: number): Destination | undefined {
  const [whole, start = '', written] = matchAt(SPACED, text, offset) ?? [];
  if (whole === undefined || written === undefined || !/[ \t]/.test(written)) return undefined;
  return { value: unescapeMarkdown(written), offset: offset + start.length, end: offset + whole.length };
}

/** Its end is looked for no farther than the next parenthesis, so that many of them are read once. */
const SPACED = /(\([ \t]*)([^\s()<>"'](?:[^()<>"'\n]*[^\s()<>"'])?)[ \t]*\)/y;

const TAB = 9;
const LINE_FEED = 10;
const SPACE = 32;
const DELETE = 127;
const OPEN = 40;
const CLOSE = 41;
const BACKSLASH = 92;
