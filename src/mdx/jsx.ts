import type { Attribute } from '../markdown/html-tags.ts';
import { matchAt } from '../markdown/match-at.ts';
import { literalOf } from './expressions.ts';

/** A JSX tag of any kind. */
export interface JsxTag {
  readonly name: string;
  /** Offset behind the name. */
  readonly nameEnd: number;
  /** Those whose value is known; offsets are of the source. */
  readonly attributes: readonly Attribute[];
  readonly end: number;
}

/** Searches of one text, asked for offsets that grow. */
export interface Searches {
  /** Offset of the next occurrence of a text, or -1. */
  find(needle: string, from: number): number;
  /** Offset behind the `}` that closes the `{` at an offset. */
  expressionEnd(offset: number): number | undefined;
}

const NAME = /<\/?([A-Za-z][\w.:-]*)/y;
const ATTRIBUTE = /\s*([A-Za-z_$][\w$:.-]*)(\s*=\s*)?/y;
const SPREAD = /\s*(?=\{)/y;
const END = /\s*\/?>/y;

/** The tag that starts at an offset, or undefined. */
export function readJsxTag(source: string, offset: number, searches: Searches): JsxTag | undefined {
  const start = matchAt(NAME, source, offset);
  if (start?.[1] === undefined) return undefined;
  const nameEnd = offset + start[0].length;
  const attributes: Attribute[] = [];
  let at = nameEnd;
  for (;;) {
    const end = matchAt(END, source, at);
    if (end !== undefined) return { name: start[1], nameEnd, attributes, end: at + end[0].length };
    const next = readSpread(source, at, searches) ?? readAttribute(source, at, attributes, searches);
    if (next === undefined) return undefined;
    at = next;
  }
}

function readSpread(source: string, offset: number, searches: Searches): number | undefined {
  const blanks = matchAt(SPREAD, source, offset);
  return blanks === undefined ? undefined : searches.expressionEnd(offset + blanks[0].length);
}

/** Reads one attribute and returns the offset behind it. */
function readAttribute(
  source: string,
  offset: number,
  attributes: Attribute[],
  searches: Searches,
): number | undefined {
  const match = matchAt(ATTRIBUTE, source, offset);
  if (match?.[1] === undefined) return undefined;
  const name = match[1].toLowerCase();
  const start = offset + match[0].length;
  if (match[2] === undefined) return start;
  const quote = source[start];
  if (quote === '"' || quote === "'") {
    const close = searches.find(quote, start + 1);
    if (close < 0) return undefined;
    attributes.push({ name, value: source.slice(start + 1, close), offset: start + 1 });
    return close + 1;
  }
  const end = quote === '{' ? searches.expressionEnd(start) : undefined;
  const literal = end === undefined ? undefined : literalOf(source.slice(start, end));
  if (literal !== undefined) attributes.push({ name, value: literal.value, offset: start + literal.offset });
  return end;
}
