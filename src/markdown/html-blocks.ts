import { readTag } from './html-tags.ts';

/** Kinds 1 to 5 of CommonMark 4.6: how the first line starts, and what the last line holds. */
const DELIMITED: readonly { readonly start: RegExp; readonly end: RegExp }[] = [
  { start: /^<(?:pre|script|style|textarea)(?:[ \t>]|$)/i, end: /<\/(?:pre|script|style|textarea)>/i },
  { start: /^<!--/, end: /-->/ },
  { start: /^<\?/, end: /\?>/ },
  { start: /^<![a-z]/i, end: />/ },
  { start: /^<!\[CDATA\[/, end: /\]\]>/ },
];

/** Kind 6: these names start a block even inside a paragraph. */
const BLOCK_NAMES = new Set(
  (
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
    'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li ' +
    'link main menu menuitem nav noframes ol optgroup option p param search section source summary table tbody td ' +
    'tfoot th thead title tr track ul'
  ).split(' '),
);

/** How the HTML block ends that a line starts (CommonMark 4.6), or undefined when it starts none. */
export function htmlBlockEnd(line: string, inParagraph: boolean): RegExp | 'blank line' | undefined {
  const delimited = DELIMITED.find(({ start }) => start.test(line));
  if (delimited !== undefined) return delimited.end;
  const name = /^<\/?([a-z][a-z0-9]*)(?:[ \t]|\/?>|$)/i.exec(line)?.[1];
  if (name !== undefined && BLOCK_NAMES.has(name.toLowerCase())) return 'blank line';
  return !inParagraph && isWholeTag(line) ? 'blank line' : undefined;
}

/** Kind 7: any other tag that fills the line. */
function isWholeTag(line: string): boolean {
  const tag = readTag(line, 0);
  return tag !== undefined && tag.type !== 'other' && line.slice(tag.end).trim() === '';
}
