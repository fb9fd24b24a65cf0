import type { Span } from '../documents/lines.ts';
import { trimmedEnd } from '../documents/lines.ts';
import { readDefinition } from './definitions.ts';
import type { SourceText } from './source-text.ts';
import { joinSpans } from './source-text.ts';
import { splitCells } from './tables.ts';

/** One block of a document that matters for links and anchors. */
export type Block =
  /** Inline Markdown. A table is one block for each cell. */
  | { readonly type: 'paragraph' | 'heading'; readonly text: SourceText }
  | { readonly type: 'html'; readonly text: SourceText }
  /** `label` is normalized; `offset`: of the destination in the source. */
  | { readonly type: 'definition'; readonly label: string; readonly destination: string; readonly offset: number }
  /** The start of a footnote; what it says follows as blocks of its own. */
  | { readonly type: 'footnote'; readonly label: string };

/** The blocks that the lines of a paragraph, or of a setext heading, amount to: definitions first, then the text. */
export function endParagraph(
  source: string,
  written: readonly Span[],
  type: 'paragraph' | 'heading',
): readonly Block[] {
  const lines = type === 'heading' ? written.map((line) => withoutBlanks(source, line)) : written;
  const joined = joinSpans(source, lines);
  if (source[joined.start] !== '[') return [{ type, text: joined }];
  const blocks: Block[] = [];
  let at = 0;
  for (let found = readDefinition(joined.text, at); found !== undefined; found = readDefinition(joined.text, at)) {
    const { label, destination, end } = found;
    blocks.push({
      type: 'definition',
      label,
      destination: destination.value,
      offset: joined.toSource(destination.offset),
    });
    at = end;
  }
  if (at === 0) return [{ type, text: joined }];
  const rest = lines.filter(({ start }) => start >= joined.toSource(at));
  return at >= joined.text.length ? blocks : [...blocks, { type, text: joinSpans(source, rest) }];
}

/** The blocks of a paragraph that turned out to be a table. `header`: index of the header's line. */
export function endTable(source: string, lines: readonly Span[], header: number): readonly Block[] {
  const before = header === 0 ? [] : endParagraph(source, lines.slice(0, header), 'paragraph');
  const rows = lines
    .filter((_, index) => index >= header && index !== header + 1)
    .map((row) => splitCells(source, row));
  // What a row has more than the header is not shown.
  const cells = rows.flatMap((row) => row.slice(0, rows[0]?.length));
  return [...before, ...cells.map((cell): Block => ({ type: 'paragraph', text: joinSpans(source, [cell]) }))];
}

/** Blanks at the ends of its lines would be part of a heading's slug. */
function withoutBlanks(source: string, { start, end }: Span): Span {
  return { start, end: trimmedEnd(source, end, ' \t') };
}
