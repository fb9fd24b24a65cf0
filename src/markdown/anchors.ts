import { namesOfTag } from './html.ts';
import type { Tag } from './html-tags.ts';
import type { Piece } from './pieces.ts';
import { slugOf } from './slugs.ts';

/** Collects what fragments of one document can mean, fed in its order. */
export interface AnchorCollector {
  /** Texts of the headings so far. */
  readonly headings: readonly string[];
  /** Names so far of HTML elements and of footnotes. */
  readonly names: ReadonlySet<string>;
  heading(text: string): void;
  /** GitHub's anchors of a footnote and of the first reference to it. */
  footnote(label: string): void;
  /** Whether the text of what comes next is part of a heading, which was opened by a tag. */
  readsText(): boolean;
  /** Content that is no Markdown heading: names of its tags, and headings written as `<h1>` to `<h6>`. */
  content(pieces: readonly Piece[]): void;
}

/** A collector for one document. */
export function collectAnchors(): AnchorCollector {
  const headings: string[] = [];
  const names = new Set<string>();
  // Text of the HTML heading that is open; it may go on over several blocks.
  let open: string | undefined;

  const tag = (one: Tag): void => {
    for (const name of namesOfTag(one)) names.add(name);
    if (one.type === 'other' || !/^h[1-6]$/.test(one.name)) return;
    if (open !== undefined) {
      // Blanks inside the tags count on GitHub, but differ with the way it renders: both forms are taken.
      const text = open.trim();
      headings.push(text);
      if (text !== open) names.add(slugOf(open));
    }
    open = one.type === 'open' ? '' : undefined;
  };
  return {
    headings,
    names,
    heading: (text) => void headings.push(text),
    readsText: () => open !== undefined,
    footnote: (label) => void names.add(`fn-${label}`).add(`fnref-${label}`),
    content(pieces) {
      for (const piece of pieces) {
        if (piece.type === 'tag') tag(piece.tag);
        else if (open !== undefined && piece.type === 'text') open += piece.value;
      }
    },
  };
}
