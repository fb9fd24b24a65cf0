import type { Tag } from './html-tags.ts';

/** One piece of inline content, in the order of the text. */
export type Piece =
  /** What a reader sees. */
  { readonly type: 'text'; readonly value: string } | { readonly type: 'tag'; readonly tag: Tag } | Delimiters;

/** A run of `*` or `_`. Those that turn out to mark emphasis are taken off `left`; the others are text. */
export interface Delimiters {
  readonly type: 'delimiters';
  /** Offset in the text. */
  readonly start: number;
  readonly length: number;
  left: number;
  /** Whether it can still mark emphasis. */
  open: boolean;
}

/** A piece that says nothing. */
export const NO_TEXT: Piece = { type: 'text', value: '' };

/** The text of pieces whose emphasis is resolved. Tags say nothing. */
export function plainText(text: string, pieces: readonly Piece[]): string {
  const [only] = pieces;
  if (pieces.length === 1 && only?.type === 'text') return only.value;
  return pieces
    .map((piece) => {
      if (piece.type === 'text') return piece.value;
      return piece.type === 'delimiters' ? text.slice(piece.start, piece.start + piece.left) : '';
    })
    .join('');
}

/** A link or image of inline Markdown, or an address in its text. */
export type InlineLink =
  /** `offset`: of the destination in the text. */
  | { readonly type: 'inline'; readonly destination: string; readonly offset: number }
  /** `[[Page]]`, which is text but in a wiki. */
  | { readonly type: 'wiki'; readonly destination: string; readonly offset: number }
  /** `[text][label]` whose label, as written, nobody defines: it is text as well. */
  | { readonly type: 'undefined'; readonly label: string; readonly offset: number }
  /** `[text](a b.md)`, which is text because of the blank. `offset`: of the destination, escapes decoded, in the text. */
  | { readonly type: 'spaced'; readonly destination: string; readonly offset: number }
  /** `[^label]`, where it may refer to a footnote. `label` is normalized. */
  | { readonly type: 'footnote'; readonly label: string }
  /** `label` is normalized and defined. */
  | { readonly type: 'reference'; readonly label: string };
