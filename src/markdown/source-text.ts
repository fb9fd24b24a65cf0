import type { Span } from '../documents/lines.ts';
import { lastIndexWhere } from '../documents/lines.ts';

/** The text of one block: its lines, without the markers of lists and quotes, joined by line feeds. Its span is that in the source. */
export interface SourceText extends Span {
  /** Made when it is first asked for: most blocks hold nothing to look for. */
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
  return new JoinedSpans(source, spans);
}

/** A class, because there is one for each block: objects with getters of their own take ten times as long to make. */
class JoinedSpans implements SourceText {
  readonly #source: string;
  readonly #spans: readonly Span[];
  #text: string | undefined;
  #pieces: readonly Piece[] | undefined;

  constructor(source: string, spans: readonly Span[]) {
    this.#source = source;
    this.#spans = spans;
  }

  get start(): number {
    return this.#spans[0]?.start ?? 0;
  }

  get end(): number {
    return this.#spans.at(-1)?.end ?? 0;
  }

  get text(): string {
    this.#text ??= this.#join();
    return this.#text;
  }

  toSource(offset: number): number {
    if (this.#spans.length === 1) return this.start + offset;
    this.#pieces ??= placePieces(this.#spans);
    const piece = this.#pieces[lastIndexWhere(this.#pieces, (one) => one.at <= offset)];
    return piece === undefined ? offset : piece.start + offset - piece.at;
  }

  /** Most blocks are one line, or a cell of a table. */
  #join(): string {
    const slices = this.#spans.map(({ start, end }) => this.#source.slice(start, end));
    return slices.length === 1 ? (slices[0] ?? '') : slices.join('\n');
  }
}

function placePieces(spans: readonly Span[]): readonly Piece[] {
  let next = 0;
  return spans.map(({ start, end }) => {
    const at = next;
    next += end - start + 1;
    return { at, start };
  });
}
