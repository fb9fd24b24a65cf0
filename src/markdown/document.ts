import type { DocumentText, Link } from '../documents/document.ts';
import type { Position, Span } from '../documents/lines.ts';
import { splitLines } from '../documents/lines.ts';
import { inOrder, type Placed } from '../documents/placed.ts';
import type { Suppression } from '../documents/suppressions.ts';
import { mayHoldSuppressions, readSuppression } from '../documents/suppressions.ts';
import { collectAnchors } from './anchors.ts';
import { contentReader } from './block-content.ts';
import { readBlocks } from './blocks.ts';
import { collectDefinitions } from './definition-list.ts';
import { resolveEmphasis } from './emphasis.ts';
import { collectLinks } from './links.ts';
import type { Piece } from './pieces.ts';
import { plainText } from './pieces.ts';
import type { SourceText } from './source-text.ts';

/** Reads a Markdown text as GitHub does (CommonMark and its GFM extensions). Takes time linear in its length. */
export function readMarkdown(source: string): DocumentText {
  const lines = splitLines(source);
  const blocks = readBlocks(source, lines);
  const definitions = collectDefinitions(blocks);
  const anchors = collectAnchors();
  const targets = collectLinks(definitions);
  const suppressions: Suppression[] = [];
  const findsSuppressions = mayHoldSuppressions(source);
  const readContent = contentReader(source, definitions.isDefined);
  for (const block of blocks) {
    if (block.type === 'footnote') anchors.footnote(block.label);
    if (block.type === 'footnote' || block.type === 'definition') continue;
    const content = readContent(block, anchors.readsText());
    if (content === undefined) continue;
    const { links, pieces } = content;
    anchors.content(pieces);
    if (block.type === 'heading') anchors.heading(headingText(block.text.text, pieces));
    targets.inlines(links, block.text);
    targets.tags(pieces, block.text);
    if (findsSuppressions) suppressions.push(...suppressionsOf(block.text, pieces, source, lines));
  }
  return {
    links: inOrder(targets.links(), lines, toLink),
    headings: anchors.headings,
    names: anchors.names,
    suppressions,
    slips: inOrder(targets.slips(), lines),
  };
}

/** By hand: taking the rest of an object and spreading it would be a tenth of all the work. */
function toLink({ destination, names }: Placed<Link>, { line, column }: Position): Link {
  return names === undefined ? { destination, line, column } : { destination, names, line, column };
}

function headingText(text: string, pieces: readonly Piece[]): string {
  resolveEmphasis(text, pieces, 0);
  return plainText(text, pieces);
}

function suppressionsOf(
  block: SourceText,
  pieces: readonly Piece[],
  source: string,
  lines: readonly Span[],
): readonly Suppression[] {
  return pieces.flatMap((piece) => {
    if (piece.type !== 'tag' || piece.tag.type !== 'other') return [];
    const { start, end } = piece.tag;
    const comment = /^<!--([\s\S]*)-->$/.exec(block.text.slice(start, end))?.[1] ?? '';
    const span = { start: block.toSource(start), end: block.toSource(end - 1) + 1 };
    return readSuppression(comment, span, source, lines) ?? [];
  });
}
