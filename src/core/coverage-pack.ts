import type { LineHits, PackedLines, PackedPlaces, PlaceHits } from './coverage.ts';
import { PackedReader, PackedWriter } from './packed-numbers.ts';

/** Counts the lines of one file after another. Lines that come in their order cost no memory but that of the result. */
export class LineCounter {
  private readonly writer = new PackedWriter();
  private last = -1;
  /** Once a line came out of order: all of them. */
  private counts: Map<number, number> | undefined;

  /** Adds to what the line has already. */
  add(line: number, hits: number): void {
    if (this.counts === undefined && line > this.last) {
      this.writer.number(line - Math.max(this.last, 0));
      this.writer.number(hits);
      this.last = line;
      return;
    }
    this.counts ??= new Map(unpackLines(this.writer.take()));
    this.counts.set(line, (this.counts.get(line) ?? 0) + hits);
  }

  /** The lines of the file; what is added from now on belongs to the next. */
  take(): PackedLines {
    const { counts } = this;
    this.counts = undefined;
    this.last = -1;
    if (counts === undefined) return this.writer.take();
    for (const [line, hits] of [...counts].sort(([a], [b]) => a - b)) this.add(line, hits);
    return this.take();
  }
}

/** Lines in any order; hits of a line that comes several times are added. */
export function packLines(lines: Iterable<LineHits>): PackedLines {
  const counter = new LineCounter();
  for (const [line, hits] of lines) counter.add(line, hits);
  return counter.take();
}

export function* unpackLines(packed: PackedLines): Generator<LineHits> {
  const reader = new PackedReader(packed);
  for (let line = 0; !reader.isDone; ) {
    line += reader.number();
    yield [line, reader.number()];
  }
}

/** Places in any order; those of one line keep theirs. */
export function packPlaces(places: Iterable<PlaceHits>): PackedPlaces {
  const writer = new PackedWriter();
  let last = 0;
  for (const [line, hits, place, weight] of inOrder([...places])) {
    writer.number(line - last);
    writer.number(hits);
    writer.number(weight ?? 1);
    writer.name(place ?? '');
    last = line;
  }
  return writer.take();
}

function inOrder(places: PlaceHits[]): readonly PlaceHits[] {
  const isSorted = places.every(([line], at) => at === 0 || line >= (places[at - 1]?.[0] ?? 0));
  return isSorted ? places : places.sort(([a], [b]) => a - b);
}

/** Places of a line of which only the numbers are known. */
export function countedPlaces(line: number, taken: number, missed: number): readonly PlaceHits[] {
  return [
    ...(taken > 0 ? [[line, 1, undefined, taken] as const] : []),
    ...(missed > 0 ? [[line, 0, undefined, missed] as const] : []),
  ];
}

export function* unpackPlaces(packed: PackedPlaces): Generator<PlaceHits> {
  const reader = new PackedReader(packed);
  for (let line = 0; !reader.isDone; ) {
    line += reader.number();
    const [hits, weight, place] = [reader.number(), reader.number(), reader.name()];
    if (weight !== 1) yield [line, hits, place === '' ? undefined : place, weight];
    else yield place === '' ? [line, hits] : [line, hits, place];
  }
}
