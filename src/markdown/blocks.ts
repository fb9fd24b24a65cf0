import { type Span, splitLines } from '../documents/lines.ts';
import { continues, DEPTH_LIMIT, openContainer } from './containers.ts';
import type { Ahead, Cursor } from './cursor.ts';
import { cursorAt, lookAhead } from './cursor.ts';
import { frontMatterLength } from './front-matter.ts';
import type { LeafStart } from './leaf-starts.ts';
import { closesFence, leafStart, mayStartLeaf } from './leaf-starts.ts';
import type { FencedCode, OpenBlocks } from './open-blocks.ts';
import { addCode, closeBeyond, closeLeaf, endSetext, isInParagraph, openFence } from './open-blocks.ts';
import type { Block } from './paragraphs.ts';
import { joinSpans } from './source-text.ts';
import { startsTable } from './tables.ts';

/** The blocks of a document that matter for links and anchors, in order (CommonMark 3 to 5, GFM). Code is left out. */
export function readBlocks(source: string, lines: readonly Span[]): readonly Block[] {
  const open: OpenBlocks = { source, blocks: [], containers: [], leaf: undefined };
  readLines(open, lines);
  return open.blocks;
}

/** The code between fences, in order (CommonMark 4.5). */
export function readFences(source: string): readonly FencedCode[] {
  const fences: FencedCode[] = [];
  readLines({ source, blocks: [], fences, containers: [], leaf: undefined }, splitLines(source));
  return fences;
}

function readLines(open: OpenBlocks, lines: readonly Span[]): void {
  for (const line of lines.slice(frontMatterLength(open.source, lines))) readLine(open, line);
  closeLeaf(open);
}

function readLine(open: OpenBlocks, line: Span): void {
  if (open.containers.length === 0 && readPlainLine(open, line)) return;
  const cursor = cursorAt(open.source, line);
  let kept = 0;
  for (const container of open.containers) {
    if (!continues(container, cursor)) break;
    if (container.type === 'item' && container.empty) open.containers[kept] = { ...container, empty: false };
    kept += 1;
  }
  if (kept === open.containers.length && continueVerbatim(open, cursor)) return;
  let ahead = lookAhead(cursor);
  let start = startAt(open, cursor, ahead, kept);
  for (; start === undefined && startContainer(open, cursor, ahead, kept); start = startAt(open, cursor, ahead, kept)) {
    kept += 1;
    ahead = lookAhead(cursor);
  }
  if (start === undefined) addText(open, cursor, ahead, kept);
  else startLeaf(open, cursor, ahead, kept, start);
}

/**
 * Takes a line outside of containers that can start nothing: one that begins with a letter, or an empty one. Says whether it
 * did; a line in an HTML block or in a table is left to those who know more.
 */
function readPlainLine(open: OpenBlocks, line: Span): boolean {
  const { leaf, source } = open;
  const isEmpty = line.start === line.end;
  if (!isEmpty && !isLetter(source.charCodeAt(line.start))) return false;
  if (leaf === undefined) {
    if (!isEmpty) open.leaf = { type: 'paragraph', lines: [line], header: undefined };
    return true;
  }
  if (leaf.type === 'fence') {
    leaf.code?.push(line);
    return true;
  }
  if (leaf.type === 'html' || leaf.header !== undefined) return false;
  if (isEmpty) closeLeaf(open);
  else leaf.lines.push(line);
  return true;
}

/** Of any script; no blank and no mark of Markdown lies beyond ASCII. */
function isLetter(character: number): boolean {
  return character > 127 || ((character | 32) >= 97 && (character | 32) <= 122);
}

/** Adds the line to a fence or to an HTML block, whose lines are not read as Markdown. */
function continueVerbatim(open: OpenBlocks, cursor: Cursor): boolean {
  const { leaf } = open;
  if (leaf === undefined || leaf.type === 'paragraph') return false;
  const ahead = lookAhead(cursor);
  if (leaf.type === 'fence') {
    if (ahead.indent <= 3 && closesFence(rest(cursor, ahead), leaf.marker, leaf.length)) open.leaf = undefined;
    else addCode(leaf, cursor);
    return true;
  }
  leaf.lines.push({ start: cursor.offset, end: cursor.end });
  if (leaf.end === undefined ? ahead.blank : leaf.end.test(rest(cursor, ahead))) closeLeaf(open);
  return true;
}

/** Opens a container when one starts at the cursor, where nothing of higher rank does. */
function startContainer(open: OpenBlocks, cursor: Cursor, ahead: Ahead, kept: number): boolean {
  if (kept >= DEPTH_LIMIT || ahead.indent > 3 || ahead.blank) return false;
  const container = openContainer(cursor, isInParagraph(open, kept));
  if (container === undefined) return false;
  closeBeyond(open, kept);
  closeLeaf(open);
  open.containers.push(container);
  if (container.type === 'footnote') open.blocks.push(container);
  return true;
}

function startLeaf(open: OpenBlocks, cursor: Cursor, ahead: Ahead, kept: number, start: LeafStart): void {
  if (start.type === 'setext-underline') {
    endSetext(open, { start: ahead.start, end: cursor.end });
    return;
  }
  closeBeyond(open, kept);
  closeLeaf(open);
  if (start.type === 'atx-heading') {
    const title = { start: ahead.start + start.from, end: ahead.start + start.to };
    open.blocks.push({ type: 'heading', text: joinSpans(open.source, [title]) });
  } else if (start.type === 'fence') {
    openFence(open, start, ahead);
  } else if (start.type === 'html') {
    open.leaf = { type: 'html', lines: [], end: start.end };
    continueVerbatim(open, cursor);
  }
}

function addText(open: OpenBlocks, cursor: Cursor, ahead: Ahead, kept: number): void {
  const isInside = kept === open.containers.length;
  const line = { start: ahead.start, end: cursor.end };
  const { leaf } = open;
  // A paragraph goes on in a line that lacks the markers of its containers; a table does not.
  if (leaf?.type === 'paragraph' && !ahead.blank && (isInside || leaf.header === undefined)) {
    const previous = leaf.lines.at(-1);
    const mayStart = isInside && leaf.header === undefined && previous !== undefined;
    if (mayStart && startsTable(open.source, previous, line)) leaf.header = leaf.lines.length - 1;
    leaf.lines.push(line);
    return;
  }
  closeBeyond(open, kept);
  closeLeaf(open);
  if (!ahead.blank && ahead.indent <= 3) open.leaf = { type: 'paragraph', lines: [line], header: undefined };
}

/** The leaf that starts behind the blanks. */
function startAt(open: OpenBlocks, cursor: Cursor, ahead: Ahead, kept: number): LeafStart | undefined {
  if (ahead.indent > 3 || !mayStartLeaf(cursor.source.charCodeAt(ahead.start))) return undefined;
  return leafStart(rest(cursor, ahead), isInParagraph(open, kept));
}

function rest({ source, end }: Cursor, ahead: Ahead): string {
  return source.slice(ahead.start, end);
}
