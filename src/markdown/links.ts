import type { Link, Slip } from '../documents/document.ts';
import type { Placed } from '../documents/placed.ts';
import type { DefinitionList } from './definition-list.ts';
import { normalizeLabel } from './definitions.ts';
import { linksOfTag } from './html.ts';
import type { InlineLink, Piece } from './pieces.ts';
import type { SourceText } from './source-text.ts';

/** Collects where a document leads, fed block by block. */
export interface LinkCollector {
  /** What follows stands in a footnote, which no page shows unless something refers to it. `label` is as written. */
  enterFootnote(label: string): void;
  leaveFootnote(): void;
  /** What Markdown made of a block's text. */
  inlines(found: readonly InlineLink[], text: SourceText): void;
  /** The attributes of the tags in it. */
  tags(pieces: readonly Piece[], text: SourceText): void;
  links(): readonly Placed<Link>[];
  slips(): readonly Placed<Slip>[];
}

/** A collector for one document with these definitions. */
export function collectLinks(definitions: DefinitionList): LinkCollector {
  const links: Placed<Link>[] = [];
  const inFootnotes = new Map<string, Placed<Link>[]>();
  const open: string[] = [];
  const referredTo = new Set<string>();
  const add = (link: Placed<Link>): void => void (inFootnotes.get(open.at(-1) ?? '') ?? links).push(link);
  const slips: Placed<Slip>[] = [];
  return {
    enterFootnote(label) {
      const normalized = normalizeLabel(label);
      if (!inFootnotes.has(normalized)) inFootnotes.set(normalized, []);
      open.push(normalized);
    },
    leaveFootnote: () => void open.pop(),
    inlines(found, text) {
      for (const link of found) {
        if (link.type === 'reference') definitions.use(link.label);
        else if (link.type === 'footnote') referredTo.add(link.label);
        else if (link.type === 'undefined') {
          slips.push({ type: 'undefined-reference', label: link.label, offset: text.toSource(link.offset) });
        } else if (link.type === 'spaced') {
          slips.push({ type: 'spaced-destination', label: link.destination, offset: text.toSource(link.offset) });
        } else add(toLink(link, text));
      }
    },
    tags(pieces, text) {
      for (const piece of pieces) {
        if (piece.type !== 'tag') continue;
        for (const { destination, offset } of linksOfTag(piece.tag)) {
          add({ destination, offset: text.toSource(offset) });
        }
      }
    },
    links() {
      const shown = [...inFootnotes].flatMap(([label, inside]) => (referredTo.has(label) ? inside : []));
      return [...links, ...shown, ...definitions.used()];
    },
    slips: () => [...slips, ...definitions.slips()],
  };
}

function toLink(
  { type, destination, offset }: InlineLink & { readonly type: 'inline' | 'wiki' },
  text: SourceText,
): Placed<Link> {
  const link = { destination, offset: text.toSource(offset) };
  return type === 'wiki' ? { ...link, names: 'wiki-page' } : link;
}
