import type { Position } from './lines.ts';
import type { Suppression } from './suppressions.ts';

/** What a document says of other places and of itself, whatever language it is written in. */
export interface DocumentText {
  /** In the order of their positions. A definition counts once however often it is used, and not when it is unused. */
  readonly links: readonly Link[];
  /** Texts of the headings as a reader sees them, in order. What fragments they make is the site's to say. */
  readonly headings: readonly string[];
  /** Fragments that the document spells out: of HTML elements, footnotes and labels. */
  readonly names: ReadonlySet<string>;
  /** Comments about links below them, in order. */
  readonly suppressions: readonly Suppression[];
  /** What is wrong with its references, in order. */
  readonly slips: readonly Slip[];
}

/** What a link, an image or an attribute of HTML names. */
export interface Destination {
  /** Escapes and character references decoded, percent-encoding kept. */
  readonly destination: string;
  /**
   * What it names where that is no address: a page by its name in a wiki or without its ending, or a label of any document.
   * Of AsciiDoc what it is for, as a site may look for each in another folder: a resource that is referred to, an image, or
   * a file that is included.
   */
  readonly names?: 'wiki-page' | 'page' | 'label' | 'resource' | 'image' | 'include';
}

/** A destination where it stands. */
export interface Link extends Destination, Position {}

/** Something that a document means for a reference and that is none. */
export interface Slip extends Position {
  readonly type: 'undefined-reference' | 'unused-definition' | 'duplicate-definition' | 'spaced-destination';
  /** As written, or in lower case; of the last the destination, escapes decoded. */
  readonly label: string;
}
