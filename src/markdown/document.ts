import type { DocumentText } from '../documents/document.ts';
import { positionAt, splitLines } from '../documents/lines.ts';
import { collectAnchors } from './anchors.ts';
import { readBlocks } from './blocks.ts';
import { resolveEmphasis } from './emphasis.ts';
import { linksOfTag, readHtml } from './html.ts';
import { readInlines } from './inlines.ts';
import type { Block } from './paragraphs.ts';
import type { InlineLink, Piece } from './pieces.ts';
import { plainText } from './pieces.ts';
import type { SourceText } from './source-text.ts';

interface Target {
  readonly destination: string;
  /** In the source. */
  readonly offset: number;
}

/** Reads a Markdown text as GitHub does (CommonMark and its GFM extensions). Takes time linear in its length. */
export function readMarkdown(source: string): DocumentText {
  const lines = splitLines(source);
  const blocks = readBlocks(source, lines);
  const definitions = collectDefinitions(blocks);
  const isDefined = (label: string): boolean => definitions.has(label);
  const targets = new Set<Target>();
  const collector = collectAnchors();
  for (const block of blocks) {
    if (block.type === 'footnote') collector.footnote(block.label);
    if (block.type === 'footnote' || block.type === 'definition') continue;
    const { links, pieces } =
      block.type === 'html'
        ? { links: [], pieces: readHtml(block.text.text) }
        : readInlines(block.text.text, isDefined);
    collector.content(pieces);
    if (block.type === 'heading') collector.heading(headingText(block.text, pieces));
    for (const target of targetsOf(block.text, links, pieces, definitions)) targets.add(target);
  }
  const sorted = [...targets].sort((left, right) => left.offset - right.offset);
  return {
    links: sorted.map(({ destination, offset }) => ({ destination, ...positionAt(lines, offset) })),
    headings: collector.headings,
    names: collector.names,
  };
}

/** By normalized label; the first of several wins. */
function collectDefinitions(blocks: readonly Block[]): ReadonlyMap<string, Target> {
  const definitions = new Map<string, Target>();
  for (const block of blocks) {
    if (block.type !== 'definition' || definitions.has(block.label)) continue;
    definitions.set(block.label, { destination: block.destination, offset: block.offset });
  }
  return definitions;
}

function headingText({ text }: SourceText, pieces: readonly Piece[]): string {
  resolveEmphasis(text, pieces, 0);
  return plainText(text, pieces);
}

function targetsOf(
  text: SourceText,
  links: readonly InlineLink[],
  pieces: readonly Piece[],
  definitions: ReadonlyMap<string, Target>,
): readonly Target[] {
  const fromMarkdown = links.map((link) =>
    link.type === 'reference'
      ? definitions.get(link.label)
      : { destination: link.destination, offset: text.toSource(link.offset) },
  );
  const fromHtml = pieces.flatMap((piece) => (piece.type === 'tag' ? linksOfTag(piece.tag) : []));
  const placed = fromHtml.map(({ destination, offset }) => ({ destination, offset: text.toSource(offset) }));
  return [...fromMarkdown.filter((target) => target !== undefined), ...placed];
}
