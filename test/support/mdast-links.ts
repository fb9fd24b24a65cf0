import type { Definition, Image, Link, Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';

/** A link, image or used definition as another parser sees it, and where it stands. */
export interface OtherLink {
  /** Escapes and character references decoded. */
  readonly destination: string;
  /** Offsets in the source: the destination is somewhere in between. */
  readonly start: number;
  readonly end: number;
}

/** What mdast, the tree of remark, has of a document: links in brackets, and texts of its headings. HTML is left out. */
export interface OtherReading {
  readonly links: readonly OtherLink[];
  readonly headings: readonly string[];
}

/** Reads a text with mdast and its GFM extensions. */
export function readWithMdast(source: string): OtherReading {
  const tree = fromMarkdown(source, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const nodes = [...nodesOf(tree)];
  const used = new Set(
    nodes.flatMap((node) => (node.type === 'linkReference' || node.type === 'imageReference' ? [node.identifier] : [])),
  );
  const definitions = new Map<string, OtherLink>();
  for (const node of nodes) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, placed(node));
  }
  const inline = nodes.flatMap((node) => (node.type === 'image' || isBracketed(node, source) ? [placed(node)] : []));
  const headings = nodes.filter(({ type }) => type === 'heading');
  return {
    links: [...inline, ...[...used].flatMap((identifier) => definitions.get(identifier) ?? [])],
    headings: headings.map((node) => textOf(node, { includeHtml: false, includeImageAlt: false })),
  };
}

function* nodesOf(top: Nodes): Generator<Nodes> {
  yield top;
  if ('children' in top) for (const child of top.children) yield* nodesOf(child);
}

/** An address that stands in the text is a link without brackets. */
function isBracketed(node: Nodes, source: string): node is Link {
  return node.type === 'link' && source[node.position?.start.offset ?? -1] === '[';
}

function placed({ url, position }: Link | Image | Definition): OtherLink {
  return { destination: url, start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}
