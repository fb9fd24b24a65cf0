import type { Position } from './lines.ts';

/** What a document says of other places and of itself, whatever language it is written in. */
export interface DocumentText {
  /** In the order of their positions. A definition counts once however often it is used, and not when it is unused. */
  readonly links: readonly Link[];
  /** Texts of the headings as a reader sees them, in order. What fragments they make is the site's to say. */
  readonly headings: readonly string[];
  /** Fragments that the document spells out: of HTML elements, footnotes and labels. */
  readonly names: ReadonlySet<string>;
}

/** A link, an image, or an attribute of HTML that leads somewhere. */
export interface Link extends Position {
  /** Escapes and character references decoded, percent-encoding kept. */
  readonly destination: string;
}
