import type { Ahead, Cursor } from './cursor.ts';
import { lookAhead, skipCharacters, skipColumns } from './cursor.ts';

/** A block that holds blocks. */
export type Container =
  | { readonly type: 'quote' }
  /** `width`: columns that its lines are indented by. `empty`: its first line holds nothing, and nothing came since. */
  | { readonly type: 'item'; readonly width: number; readonly empty: boolean }
  | { readonly type: 'footnote'; readonly label: string };

/** Containers inside each other; deeper ones are read as text, which bounds the work that each line takes. */
export const DEPTH_LIMIT = 100;

/** Whether a line goes on with a container; if so, moves behind its marker or indentation (CommonMark 5). */
export function continues(container: Container, cursor: Cursor): boolean {
  const ahead = lookAhead(cursor);
  if (container.type === 'quote') return skipQuoteMarker(cursor, ahead);
  const width = container.type === 'item' ? container.width : 4;
  if (ahead.blank) {
    skipColumns(cursor, ahead.indent);
    return container.type !== 'item' || !container.empty;
  }
  if (ahead.indent < width) return false;
  skipColumns(cursor, width);
  return true;
}

/**
 * The container that starts at the cursor, which then moves behind the marker.
 * `inParagraph`: right after a line of a paragraph of the same container, where only some lists may start.
 */
export function openContainer(cursor: Cursor, inParagraph: boolean): Container | undefined {
  const ahead = lookAhead(cursor);
  if (ahead.indent > 3 || ahead.blank) return undefined;
  if (MARKER_CHARACTERS[cursor.source.charCodeAt(ahead.start)] !== true) return undefined;
  if (skipQuoteMarker(cursor, ahead)) return { type: 'quote' };
  const rest = cursor.source.slice(ahead.start, Math.min(cursor.end, ahead.start + MARKER_LIMIT));
  return openFootnote(rest, cursor, ahead) ?? openItem(rest, cursor, ahead, inParagraph);
}

/** What the marker of a container begins with. */
const MARKER_CHARACTERS = Array.from({ length: 128 }, (_, code) => /[>[\-+*0-9]/.test(String.fromCharCode(code)));

/** Longer than any marker of a list or label of a footnote that counts. */
const MARKER_LIMIT = 1004;

function skipQuoteMarker(cursor: Cursor, ahead: Ahead): boolean {
  if (ahead.indent > 3 || ahead.blank || cursor.source[ahead.start] !== '>') return false;
  skipColumns(cursor, ahead.indent);
  skipCharacters(cursor, 1);
  skipColumns(cursor, 1);
  return true;
}

/** `[^label]:`, a GitHub extension: a container like a list item, indented by 4. */
function openFootnote(rest: string, cursor: Cursor, ahead: Ahead): Container | undefined {
  const match = rest[0] === '[' ? /^\[\^([^\]\s]+)\]:/.exec(rest) : null;
  if (match?.[1] === undefined) return undefined;
  skipColumns(cursor, ahead.indent);
  skipCharacters(cursor, match[0].length);
  return { type: 'footnote', label: match[1] };
}

function openItem(rest: string, cursor: Cursor, ahead: Ahead, inParagraph: boolean): Container | undefined {
  const marker = /^(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/.exec(rest);
  if (marker === null) return undefined;
  const behind = ahead.start + marker[0].length;
  const empty = lookAhead({ ...cursor, offset: behind }).blank;
  // Only these may interrupt a paragraph, so that a line that happens to begin with a number stays text.
  if (inParagraph && (empty || Number(marker[1] ?? 1) !== 1)) return undefined;
  skipColumns(cursor, ahead.indent);
  skipCharacters(cursor, marker[0].length);
  const gap = lookAhead(cursor).indent;
  // Five columns or more: one belongs to the marker, and the rest is indented code.
  const taken = empty || gap > 4 ? 1 : gap;
  skipColumns(cursor, taken);
  return { type: 'item', width: ahead.indent + marker[0].length + taken, empty };
}
