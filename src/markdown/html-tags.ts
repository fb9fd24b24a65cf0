import { matchAt } from './match-at.ts';

/** One attribute of a tag. */
export interface Attribute {
  /** In lower case. */
  readonly name: string;
  /** As written, entities not decoded; empty where there is none. */
  readonly value: string;
  /** Offset of the value in the text, behind its quote. */
  readonly offset: number;
}

/** One tag: an opening or closing one, or a comment, declaration, processing instruction or CDATA (`other`). */
export type Tag =
  | { readonly type: 'open'; readonly name: string; readonly attributes: readonly Attribute[]; readonly end: number }
  | { readonly type: 'close'; readonly name: string; readonly end: number }
  | { readonly type: 'other'; readonly start: number; readonly end: number };

/** Offset of the next occurrence of a text, or -1. Replaced by one that remembers where hostile input is likely. */
export type Find = (needle: string, from: number) => number;

const TAG_NAME = /<(\/?)([a-zA-Z][a-zA-Z0-9-]*)/y;
const ATTRIBUTE_NAME = /\s+([a-zA-Z_:][\w.:-]*)/y;
const ATTRIBUTE_VALUE = /\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/y;
const OPEN_END = /\s*\/?>/y;
const CLOSE_END = /\s*>/y;

/**
 * The tag that starts at an offset (CommonMark 6.6). `end` is the offset behind it; names are in lower case.
 * Attributes are read one by one, so that a tag that never ends costs its own length once.
 */
export function readTag(
  text: string,
  offset: number,
  find: Find = (needle, from) => text.indexOf(needle, from),
): Tag | undefined {
  if (text[offset + 1] === '!' || text[offset + 1] === '?') return readOther(text, offset, find);
  const start = matchAt(TAG_NAME, text, offset);
  const name = start?.[2]?.toLowerCase();
  if (start === undefined || name === undefined) return undefined;
  const behindName = offset + start[0].length;
  if (start[1] === '/') {
    const end = matchAt(CLOSE_END, text, behindName);
    return end === undefined ? undefined : { type: 'close', name, end: behindName + end[0].length };
  }
  const { attributes, end } = readAttributes(text, behindName);
  const close = matchAt(OPEN_END, text, end);
  return close === undefined ? undefined : { type: 'open', name, attributes, end: end + close[0].length };
}

function readAttributes(
  text: string,
  offset: number,
): { readonly attributes: readonly Attribute[]; readonly end: number } {
  const attributes: Attribute[] = [];
  let end = offset;
  for (;;) {
    const name = matchAt(ATTRIBUTE_NAME, text, end);
    if (name?.[1] === undefined) return { attributes, end };
    end += name[0].length;
    const assigned = matchAt(ATTRIBUTE_VALUE, text, end);
    const value = assigned?.[1] ?? assigned?.[2] ?? assigned?.[3] ?? '';
    end += assigned?.[0].length ?? 0;
    const quoted = assigned !== undefined && assigned[3] === undefined;
    attributes.push({ name: name[1].toLowerCase(), value, offset: end - value.length - (quoted ? 1 : 0) });
  }
}

const OTHERS: readonly { readonly start: string; readonly end: string }[] = [
  { start: '<!--', end: '-->' },
  { start: '<![CDATA[', end: ']]>' },
  { start: '<?', end: '?>' },
];

function readOther(text: string, offset: number, find: Find): Tag | undefined {
  // `<!-->` and `<!--->` are whole comments.
  const short = ['<!-->', '<!--->'].find((one) => text.startsWith(one, offset));
  if (short !== undefined) return { type: 'other', start: offset, end: offset + short.length };
  const kind = OTHERS.find(({ start }) => text.startsWith(start, offset));
  if (kind === undefined && !/[a-zA-Z]/.test(text[offset + 2] ?? '')) return undefined;
  const { start, end } = kind ?? { start: '<!', end: '>' };
  const found = find(end, offset + start.length);
  return found < 0 ? undefined : { type: 'other', start: offset, end: found + end.length };
}
