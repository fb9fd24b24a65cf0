import type { DocumentText, Link } from './document.ts';
import { type Span, splitLines } from './lines.ts';
import { inOrder, type Placed } from './placed.ts';
import type { Suppression } from './suppressions.ts';

/** What is found in a document while its lines are read. */
export interface Collected {
  readonly source: string;
  readonly lines: readonly Span[];
  /** In any order. */
  readonly links: Placed<Link>[];
  readonly names: Set<string>;
  readonly headings: string[];
  readonly suppressions: Suppression[];
}

/** Nothing yet of a source. */
export function nothingOf(source: string): Collected {
  return { source, lines: splitLines(source), links: [], names: new Set(), headings: [], suppressions: [] };
}

/** What a document says whose language knows no slips. */
export function textOf({ lines, links, names, headings, suppressions }: Collected): DocumentText {
  return { links: inOrder(links, lines), headings, names, suppressions, slips: [] };
}
