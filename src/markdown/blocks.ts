import type { Container } from './containers.ts';
import { continues, DEPTH_LIMIT, openContainer } from './containers.ts';
import type { Ahead, Cursor } from './cursor.ts';
import { cursorAt, lookAhead } from './cursor.ts';
import { frontMatterLength } from './front-matter.ts';
import type { LeafStart } from './leaf-starts.ts';
import { closesFence, leafStart } from './leaf-starts.ts';
import type { Span } from './lines.ts';
import type { Block } from './paragraphs.ts';
import { endParagraph, endTable } from './paragraphs.ts';
import { joinSpans } from './source-text.ts';
import { startsTable } from './tables.ts';

/** What the next lines belong to unless they start something else. Indented code needs none: nothing is kept of it. */
type Leaf =
  /** `header`: index of the line that is a table's header, once there is one. */
  | { readonly type: 'paragraph'; readonly lines: Span[]; header: number | undefined }
  | { readonly type: 'fence'; readonly marker: '`' | '~'; readonly length: number }
  /** `end`: what the last line holds; undefined: it ends before the next blank line. */
  | { readonly type: 'html'; readonly lines: Span[]; readonly end: RegExp | undefined };

interface State {
  readonly source: string;
  readonly blocks: Block[];
  /** The open ones, outermost first. */
  readonly containers: Container[];
  leaf: Leaf | undefined;
}

/** The blocks of a document that matter for links and anchors, in order (CommonMark 3 to 5, GFM). Code is left out. */
export function readBlocks(source: string, lines: readonly Span[]): readonly Block[] {
  const state: State = { source, blocks: [], containers: [], leaf: undefined };
  for (const line of lines.slice(frontMatterLength(source, lines))) readLine(state, line);
  closeLeaf(state);
  return state.blocks;
}

function readLine(state: State, line: Span): void {
  const cursor = cursorAt(state.source, line);
  let kept = 0;
  for (const container of state.containers) {
    if (!continues(container, cursor)) break;
    if (container.type === 'item' && container.empty) state.containers[kept] = { ...container, empty: false };
    kept += 1;
  }
  if (kept === state.containers.length && continueVerbatim(state, cursor)) return;
  while (startContainer(state, cursor, kept)) kept += 1;
  const ahead = lookAhead(cursor);
  const start = ahead.indent > 3 ? undefined : leafStart(rest(cursor, ahead), isInParagraph(state, kept));
  if (start === undefined) addText(state, cursor, ahead, kept);
  else startLeaf(state, cursor, ahead, kept, start);
}

/** Adds the line to a fence or to an HTML block, whose lines are not read as Markdown. */
function continueVerbatim(state: State, cursor: Cursor): boolean {
  const { leaf } = state;
  if (leaf === undefined || leaf.type === 'paragraph') return false;
  const ahead = lookAhead(cursor);
  if (leaf.type === 'fence') {
    if (ahead.indent <= 3 && closesFence(rest(cursor, ahead), leaf.marker, leaf.length)) state.leaf = undefined;
    return true;
  }
  leaf.lines.push({ start: cursor.offset, end: cursor.end });
  if (leaf.end === undefined ? ahead.blank : leaf.end.test(rest(cursor, ahead))) closeLeaf(state);
  return true;
}

/** Opens a container when one starts at the cursor and nothing of higher rank does. */
function startContainer(state: State, cursor: Cursor, kept: number): boolean {
  const ahead = lookAhead(cursor);
  const inParagraph = isInParagraph(state, kept);
  if (kept >= DEPTH_LIMIT || ahead.indent > 3 || leafStart(rest(cursor, ahead), inParagraph) !== undefined)
    return false;
  const container = openContainer(cursor, inParagraph);
  if (container === undefined) return false;
  closeBeyond(state, kept);
  closeLeaf(state);
  state.containers.push(container);
  if (container.type === 'footnote') state.blocks.push(container);
  return true;
}

function startLeaf(state: State, cursor: Cursor, ahead: Ahead, kept: number, start: LeafStart): void {
  if (start.type === 'setext-underline') {
    endSetext(state, { start: ahead.start, end: cursor.end });
    return;
  }
  closeBeyond(state, kept);
  closeLeaf(state);
  const { source } = state;
  if (start.type === 'atx-heading') {
    const title = { start: ahead.start + start.from, end: ahead.start + start.to };
    state.blocks.push({ type: 'heading', text: joinSpans(source, [title]) });
  } else if (start.type === 'fence') {
    state.leaf = start;
  } else if (start.type === 'html') {
    state.leaf = { type: 'html', lines: [], end: start.end };
    continueVerbatim(state, cursor);
  }
}

function endSetext(state: State, underline: Span): void {
  const lines = state.leaf?.type === 'paragraph' ? state.leaf.lines : [];
  const blocks = endParagraph(state.source, lines, 'heading');
  addAll(state, blocks);
  // A paragraph of nothing but definitions has no title to underline.
  const isText = blocks.at(-1)?.type !== 'heading' && state.source[underline.start] === '=';
  state.leaf = isText ? { type: 'paragraph', lines: [underline], header: undefined } : undefined;
}

function addText(state: State, cursor: Cursor, ahead: Ahead, kept: number): void {
  const isInside = kept === state.containers.length;
  // A paragraph goes on in a line that lacks the markers of its containers; a table does not.
  const paragraph =
    state.leaf?.type === 'paragraph' && (isInside || state.leaf.header === undefined) ? state.leaf : undefined;
  const line = { start: ahead.start, end: cursor.end };
  if (paragraph !== undefined && !ahead.blank) {
    const previous = paragraph.lines.at(-1);
    if (
      isInside &&
      paragraph.header === undefined &&
      previous !== undefined &&
      startsTable(state.source, previous, line)
    ) {
      paragraph.header = paragraph.lines.length - 1;
    }
    paragraph.lines.push(line);
    return;
  }
  closeBeyond(state, kept);
  closeLeaf(state);
  if (!ahead.blank && ahead.indent <= 3) state.leaf = { type: 'paragraph', lines: [line], header: undefined };
}

function isInParagraph(state: State, kept: number): boolean {
  return kept === state.containers.length && state.leaf?.type === 'paragraph' && state.leaf.header === undefined;
}

function rest({ source, end }: Cursor, ahead: Ahead): string {
  return source.slice(ahead.start, end);
}

function closeBeyond(state: State, kept: number): void {
  if (kept === state.containers.length) return;
  closeLeaf(state);
  state.containers.length = kept;
}

function closeLeaf(state: State): void {
  const { leaf, source } = state;
  state.leaf = undefined;
  if (leaf === undefined || leaf.type === 'fence') return;
  if (leaf.type === 'html') addAll(state, [{ type: 'html', text: joinSpans(source, leaf.lines) }]);
  else if (leaf.header === undefined) addAll(state, endParagraph(source, leaf.lines, 'paragraph'));
  else addAll(state, endTable(source, leaf.lines, leaf.header));
}

/** One by one: spreading a hundred thousand cells into a call overflows the stack. */
function addAll(state: State, blocks: readonly Block[]): void {
  for (const block of blocks) state.blocks.push(block);
}
