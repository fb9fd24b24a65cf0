import type { Link } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import type { Placed } from '../documents/placed.ts';
import { contentReader } from './block-content.ts';
import { readBlocks } from './blocks.ts';
import { collectDefinitions } from './definition-list.ts';
import { collectLinks } from './links.ts';

/** The links that Markdown writes in some lines of a source, each of which may begin anywhere in its line; those of raw HTML left out. */
export function linksOfExcerpt(source: string, lines: readonly Span[]): readonly Placed<Link>[] {
  const blocks = readBlocks(source, lines);
  const definitions = collectDefinitions(blocks);
  const links = collectLinks(definitions);
  const readContent = contentReader(source, definitions.isDefined);
  for (const block of blocks) {
    if (!('text' in block)) continue;
    const content = readContent(block, false);
    if (content !== undefined) links.inlines(content.links, block.text);
  }
  return links.links();
}
