import { PackedReader } from './packed-numbers.ts';
import type { LineHits, PackedLines, PackedPlaces, PlaceHits, Tally } from './report.ts';

export function* unpackLines(packed: PackedLines): Generator<LineHits> {
  const reader = readerOf(packed);
  for (let line = -1; !reader.isDone; ) {
    const marked = reader.number();
    line += isMarked(marked) ? reader.number() : 1;
    yield [line, Math.floor(marked / 2)];
  }
}

/** Lines that never ran, in order. */
export function linesWithoutHits(packed: PackedLines): readonly number[] {
  const [covered, total] = tallyOfPacked(packed);
  const found: number[] = [];
  if (covered === total) return found;
  const reader = readerOf(packed);
  for (let line = -1; !reader.isDone; ) {
    const marked = reader.number();
    line += isMarked(marked) ? reader.number() : 1;
    if (marked < 2) found.push(line);
  }
  return found;
}

export function* unpackPlaces(packed: PackedPlaces): Generator<PlaceHits> {
  const reader = readerOf(packed);
  for (let line = 0; !reader.isDone; ) {
    line += reader.number();
    const marked = reader.number();
    const weight = isMarked(marked) ? reader.number() : 1;
    const [hits, place] = [Math.floor(marked / 2), reader.name()];
    if (weight !== 1) yield [line, hits, place === '' ? undefined : place, weight];
    else yield place === '' ? [line, hits] : [line, hits, place];
  }
}

/** Whether a count is followed by what is unusual of its item. */
function isMarked(count: number): boolean {
  return count % 2 === 1;
}

/** How many items ran, of how many, places by their weight. */
export function tallyOfPacked(packed: PackedLines | PackedPlaces): Tally {
  if (packed === '') return [0, 0];
  const reader = new PackedReader(packed);
  return [reader.number(), reader.number()];
}

/** A reader that stands at the first item. */
function readerOf(packed: string): PackedReader {
  const reader = new PackedReader(packed);
  if (packed !== '') {
    reader.number();
    reader.number();
  }
  return reader;
}
