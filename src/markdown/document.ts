import type { DocumentText } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import { splitLines } from '../documents/lines.ts';
import { inOrder } from '../documents/placed.ts';
import type { Suppression } from '../documents/suppressions.ts';
import { mayHoldSuppressions, readSuppression } from '../documents/suppressions.ts';
import { collectAnchors } from './anchors.ts';
import { readBlocks } from './blocks.ts';
import { collectDefinitions } from './definition-list.ts';
import { resolveEmphasis } from './emphasis.ts';
import { readHtml } from './html.ts';
import { readInlines } from './inlines.ts';
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
  for (const block of blocks) {
    if (block.type === 'footnote') anchors.footnote(block.label);
    if (block.type === 'footnote' || block.type === 'definition') continue;
    const { text } = block.text;
    const { links, pieces } =
      block.type === 'html' ? { links: [], pieces: readHtml(text) } : readInlines(text, definitions.isDefined);
    anchors.content(pieces);
    if (block.type === 'heading') anchors.heading(headingText(text, pieces));
    targets.inlines(links, block.text);
    targets.tags(pieces, block.text);
    if (findsSuppressions) suppressions.push(...suppressionsOf(block.text, pieces, source, lines));
  }
  return {
    links: inOrder(targets.links(), lines),
    headings: anchors.headings,
    names: anchors.names,
    suppressions,
    slips: inOrder(targets.slips(), lines),
  };
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
