import type { Span } from '../documents/lines.ts';
import type { Container } from './containers.ts';
import { type Ahead, type Cursor, skipColumns } from './cursor.ts';
import type { LeafStart } from './leaf-starts.ts';
import type { Block } from './paragraphs.ts';
import { endParagraph, endTable } from './paragraphs.ts';
import { joinSpans } from './source-text.ts';

/** What the next lines belong to unless they start something else. Indented code needs none: nothing is kept of it. */
export type Leaf =
  /** `header`: index of the line that is a table's header, once there is one. */
  | { readonly type: 'paragraph'; readonly lines: Span[]; header: number | undefined }
  /** `indent`: columns that it is indented by, and its lines with it. `code`: where these are kept, if they are. */
  | {
      readonly type: 'fence';
      readonly marker: '`' | '~';
      readonly length: number;
      readonly indent: number;
      readonly code: Span[] | undefined;
    }
  /** `end`: what the last line holds; undefined: it ends before the next blank line. */
  | { readonly type: 'html'; readonly lines: Span[]; readonly end: RegExp | undefined };

/** A block of code between fences. */
export interface FencedCode {
  /** What stands behind the opening fence: a language, as a rule, and more. */
  readonly info: string;
  /** Offset of the opening fence. */
  readonly start: number;
  /** The lines of the code, without the marks of what they stand in. */
  readonly lines: readonly Span[];
}

/** The blocks of a document while its lines are read. */
export interface OpenBlocks {
  readonly source: string;
  /** What is finished, in order. */
  readonly blocks: Block[];
  /** Where fenced code is kept; undefined: nowhere. */
  readonly fences?: FencedCode[];
  /** The open ones, outermost first. */
  readonly containers: Container[];
  leaf: Leaf | undefined;
}

/** Whether the next line comes right after a line of a paragraph of the same container. `kept`: containers it goes on with. */
export function isInParagraph({ containers, leaf }: OpenBlocks, kept: number): boolean {
  return kept === containers.length && leaf?.type === 'paragraph' && leaf.header === undefined;
}

/** Closes all but so many containers, and the leaf with them. */
export function closeBeyond(open: OpenBlocks, kept: number): void {
  if (kept === open.containers.length) return;
  closeLeaf(open);
  const closed = open.containers.splice(kept);
  for (const { type } of closed) if (type === 'footnote') open.blocks.push({ type: 'footnote-end' });
}

/** Opens a fence, and keeps its code where that is wanted. */
export function openFence(open: OpenBlocks, fence: LeafStart & { readonly type: 'fence' }, ahead: Ahead): void {
  const { marker, length, info } = fence;
  const code: Span[] | undefined = open.fences === undefined ? undefined : [];
  if (code !== undefined) open.fences?.push({ info, start: ahead.start, lines: code });
  open.leaf = { type: 'fence', marker, length, indent: ahead.indent, code };
}

/** Adds a line behind the marks of its containers to the code of a fence, without the columns that the fence is indented by. */
export function addCode({ code, indent }: Leaf & { readonly type: 'fence' }, cursor: Cursor): void {
  if (code === undefined) return;
  skipColumns(cursor, indent);
  code.push({ start: cursor.offset, end: cursor.end });
}

/** Finishes the open leaf, if there is one. Nothing is kept of a fence. */
export function closeLeaf(open: OpenBlocks): void {
  const { leaf, source } = open;
  open.leaf = undefined;
  if (leaf === undefined || leaf.type === 'fence') return;
  if (leaf.type === 'html') addBlocks(open, [{ type: 'html', text: joinSpans(source, leaf.lines) }]);
  else if (leaf.header === undefined) addBlocks(open, endParagraph(source, leaf.lines, 'paragraph'));
  else addBlocks(open, endTable(source, leaf.lines, leaf.header));
}

/** Makes the open paragraph a heading. A paragraph of nothing but definitions has no title to underline. */
export function endSetext(open: OpenBlocks, underline: Span): void {
  const lines = open.leaf?.type === 'paragraph' ? open.leaf.lines : [];
  const blocks = endParagraph(open.source, lines, 'heading');
  addBlocks(open, blocks);
  const isText = blocks.at(-1)?.type !== 'heading' && open.source[underline.start] === '=';
  open.leaf = isText ? { type: 'paragraph', lines: [underline], header: undefined } : undefined;
}

/** One by one: spreading a hundred thousand cells into a call overflows the stack. */
function addBlocks(open: OpenBlocks, blocks: readonly Block[]): void {
  for (const block of blocks) open.blocks.push(block);
}
