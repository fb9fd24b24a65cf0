import { namesOfTag } from './html.ts';
import type { Tag } from './html-tags.ts';
import type { Piece } from './pieces.ts';
import { slugger, slugOf } from './slugs.ts';

/** What fragments of a document can mean. */
export interface Anchors {
  /** Slugs of the headings, in order. */
  readonly headings: readonly string[];
  /** These slugs and all other names: of HTML elements and of footnotes. */
  readonly names: ReadonlySet<string>;
  /** Names with capital letters by what they are in lower case; slugs have none. */
  readonly capitalized: ReadonlyMap<string, string>;
}

/** Collects the anchors of one document, fed in its order. */
export interface AnchorCollector {
  heading(text: string): void;
  /** GitHub's anchors of a footnote and of the first reference to it. */
  footnote(label: string): void;
  /** Content that is no Markdown heading: names of its tags, and headings written as `<h1>` to `<h6>`. */
  content(pieces: readonly Piece[]): void;
  anchors(): Anchors;
}

/** A collector for one document. */
export function collectAnchors(): AnchorCollector {
  const headings: string[] = [];
  const names = new Set<string>();
  const nextSlug = slugger();
  // Text of the HTML heading that is open; it may go on over several blocks.
  let open: string | undefined;

  const heading = (text: string): void => {
    const slug = nextSlug(text);
    if (slug === '') return;
    headings.push(slug);
    names.add(slug);
  };
  const tag = (one: Tag): void => {
    for (const name of namesOfTag(one)) names.add(name);
    if (one.type === 'other' || !/^h[1-6]$/.test(one.name)) return;
    if (open !== undefined) {
      // Blanks inside the tags count on GitHub, but differ with the way it renders: both forms are taken.
      heading(open.trim());
      names.add(slugOf(open));
    }
    open = one.type === 'open' ? '' : undefined;
  };
  return {
    heading,
    footnote: (label) => void names.add(`fn-${label}`).add(`fnref-${label}`),
    content(pieces) {
      for (const piece of pieces) {
        if (piece.type === 'tag') tag(piece.tag);
        else if (open !== undefined && piece.type === 'text') open += piece.value;
      }
    },
    anchors: () => ({ headings, names, capitalized: capitalizedOf(names) }),
  };
}

function capitalizedOf(names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const pairs = [...names].map((name) => [name.toLowerCase(), name] as const);
  return new Map(pairs.filter(([lower, name]) => lower !== name));
}

/** Whether a fragment, already decoded, means something. `other-case`: only without regard to letter case. */
export type AnchorMatch =
  | { readonly type: 'exact' }
  | { readonly type: 'other-case'; readonly name: string }
  | undefined;

/** Looks a fragment up as GitHub's pages do. */
export function findAnchor({ names, capitalized }: Anchors, fragment: string): AnchorMatch {
  const bare = fragment.startsWith(PREFIX) ? fragment.slice(PREFIX.length) : fragment;
  if (names.has(fragment) || names.has(bare)) return { type: 'exact' };
  const lower = bare.toLowerCase();
  const name = names.has(lower) ? lower : capitalized.get(lower);
  return name === undefined ? undefined : { type: 'other-case', name };
}

/** GitHub puts it before every name, and its pages find names with and without it. */
const PREFIX = 'user-content-';
