import type { Span } from '../documents/lines.ts';
import { lastIndexWhere } from '../documents/lines.ts';

/** The text of one block: its lines, without the markers of lists and quotes, joined by line feeds. */
export interface SourceText {
  readonly text: string;
  /** Turns an offset of `text` into one of the source. */
  toSource(offset: number): number;
}

interface Piece {
  /** Offset in the joined text. */
  readonly at: number;
  /** Offset in the source. */
  readonly start: number;
}

/** Joins stretches of the source, in the order given. */
export function joinSpans(source: string, spans: readonly Span[]): SourceText {
  const pieces: Piece[] = [];
  const parts: string[] = [];
  let at = 0;
  for (const { start, end } of spans) {
    pieces.push({ at, start });
    parts.push(source.slice(start, end));
    at += end - start + 1;
  }
  return {
    text: parts.join('\n'),
    toSource(offset) {
      const piece = pieces[lastIndexWhere(pieces, (one) => one.at <= offset)];
      return piece === undefined ? offset : piece.start + offset - piece.at;
    },
  };
}
