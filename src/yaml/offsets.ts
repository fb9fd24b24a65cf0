import type { YamlStyle } from './tree.ts';

/** A scalar as it stands in its file. */
export interface Written {
  /** What was read from it. */
  readonly text: string;
  readonly style: YamlStyle;
  /** From its quote, or the header of its block, to its end. */
  readonly source: string;
}

/** For each character of the text, and for its end, where it stands in the source. */
export function offsetsOf(written: Written): readonly number[] {
  const { text, source, style } = written;
  if (style === 'literal') return literalOffsets(text, source);
  if (style === 'plain' && text === source) return Array.from({ length: text.length + 1 }, (_, index) => index);
  return alignedOffsets(written);
}

/** Lines of a literal block are lines of its source, without the same indentation. */
function literalOffsets(text: string, source: string): readonly number[] {
  const offsets: number[] = [];
  let lineStart = source.indexOf('\n') + 1;
  for (const line of text.split('\n')) {
    const end = source.indexOf('\n', lineStart);
    const written = source.slice(lineStart, end < 0 ? undefined : end).replace(/\r$/, '');
    const indentation = Math.max(0, written.length - line.length);
    for (let column = 0; column <= line.length; column += 1) offsets.push(lineStart + indentation + column);
    lineStart = end < 0 ? source.length : end + 1;
  }
  return offsets;
}

/** Blanks may have become others; all else stands there in the same order, perhaps escaped. */
function alignedOffsets({ text, source, style }: Written): readonly number[] {
  const offsets: number[] = [];
  let place = style === 'folded' ? source.indexOf('\n') + 1 : style === 'plain' ? 0 : 1;
  while (offsets.length < text.length && place < source.length) {
    const { units, length } = nextPiece(text[offsets.length] as string, source, place, style);
    for (let unit = 0; unit < units; unit += 1) offsets.push(place);
    place += length;
  }
  while (offsets.length <= text.length) offsets.push(Math.min(place, source.length));
  return offsets;
}

/** How many units of the text the next piece of the source makes, and how long it is there. */
interface Piece {
  readonly units: number;
  readonly length: number;
}

function nextPiece(letter: string, source: string, place: number, style: YamlStyle): Piece {
  const written = source[place] as string;
  if (style === 'double' && written === '\\') return readEscape(source, place);
  if (isBlank(letter)) return { units: 1, length: written === letter ? 1 : 0 };
  if (isBlank(written)) return { units: 0, length: 1 };
  return { units: 1, length: style === 'single' && letter === "'" ? 2 : 1 };
}

function isBlank(letter: string): boolean {
  return letter === ' ' || letter === '\n' || letter === '\t' || letter === '\r';
}

/** How long an escape of a double-quoted scalar is, and how many units of the text it makes; YAML 1.2, 5.7. */
function readEscape(source: string, place: number): Piece {
  const kind = source[place + 1] ?? '';
  if (kind === '\n' || kind === '\r') return { length: source.startsWith('\r\n', place + 1) ? 3 : 2, units: 0 };
  if (kind === 'x') return { length: 4, units: 1 };
  if (kind === 'u') return { length: 6, units: 1 };
  if (kind !== 'U') return { length: 2, units: 1 };
  return { length: 10, units: Number.parseInt(source.slice(place + 2, place + 10), 16) > 0xffff ? 2 : 1 };
}
