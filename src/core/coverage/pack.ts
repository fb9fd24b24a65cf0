import { PackedWriter } from './packed-numbers.ts';
import type { LineHits, PackedLines, PackedPlaces, PlaceHits } from './report.ts';
import { unpackLines } from './unpack.ts';

// A packed list begins with how many of its items ran, of how many, so that nobody has to read it to know that. One without
// items is an empty text.

/** Twice as many are still exact. */
const MOST_HITS = 2 ** 52 - 1;

/** Counts the lines of one file after another. Lines that come in their order cost no memory but that of the result. */
export class LineCounter {
  readonly #writer = new PackedWriter();
  #last = -1;
  #covered = 0;
  #total = 0;
  /** Once a line came out of order: all of them. */
  #counts: Map<number, number> | undefined;

  /** Adds to what the line has already. */
  add(line: number, hits: number): void {
    if (this.#counts === undefined && line > this.#last) {
      const step = line - this.#last;
      // Nearly every line follows the one before: a bit says which does not.
      this.#writer.number(Math.min(hits, MOST_HITS) * 2 + (step === 1 ? 0 : 1));
      if (step > 1) this.#writer.number(step);
      this.#last = line;
      this.#total += 1;
      if (hits > 0) this.#covered += 1;
      return;
    }
    this.#counts ??= new Map(unpackLines(this.#takeWritten()));
    this.#counts.set(line, (this.#counts.get(line) ?? 0) + hits);
  }

  /** The lines of the file; what is added from now on belongs to the next. */
  take(): PackedLines {
    const counts = this.#counts;
    this.#counts = undefined;
    if (counts === undefined) return this.#takeWritten();
    for (const [line, hits] of [...counts].sort(([a], [b]) => a - b)) this.add(line, hits);
    return this.#takeWritten();
  }

  #takeWritten(): PackedLines {
    const written = this.#writer.take(this.#covered, this.#total);
    this.#last = -1;
    this.#covered = 0;
    this.#total = 0;
    return written;
  }
}

/** Lines in any order; hits of a line that comes several times are added. */
export function packLines(lines: Iterable<LineHits>): PackedLines {
  const counter = new LineCounter();
  for (const [line, hits] of lines) counter.add(line, hits);
  return counter.take();
}

/** The lines of several lists as one; hits of the same line are added. */
export function addLines(lists: readonly PackedLines[]): PackedLines {
  return lists.reduce((sum, list) => (sum === '' ? list : packLines(inBoth(sum, list))), '');
}

/** Lines of two lists in their order, each once. */
function* inBoth(one: PackedLines, other: PackedLines): Generator<LineHits> {
  const rest = unpackLines(other);
  let next = rest.next();
  for (const [line, hits] of unpackLines(one)) {
    for (; next.done !== true && next.value[0] < line; next = rest.next()) yield next.value;
    const isBoth = next.done !== true && next.value[0] === line;
    yield [line, isBoth ? hits + next.value[1] : hits];
    if (isBoth) next = rest.next();
  }
  for (; next.done !== true; next = rest.next()) yield next.value;
}

/** Places in any order; those of one line keep theirs. */
export function packPlaces(places: Iterable<PlaceHits>): PackedPlaces {
  const counter = new PlaceCounter();
  for (const [line, hits, place, weight] of inOrder([...places])) counter.add(line, hits, place, weight);
  return counter.take();
}

function inOrder(places: PlaceHits[]): readonly PlaceHits[] {
  const isSorted = places.every(([line], at) => at === 0 || line >= (places[at - 1]?.[0] ?? 0));
  return isSorted ? places : places.sort(([a], [b]) => a - b);
}

/** Takes places of one file after another in the order of lines: no place twice. */
export class PlaceCounter {
  readonly #writer = new PackedWriter();
  #last = 0;
  #covered = 0;
  #total = 0;

  add(line: number, hits: number, place = '', weight = 1): void {
    this.#count(line, hits, weight);
    this.#writer.name(place);
  }

  /** The same with a name that lies in `bytes`. */
  addIn(line: number, hits: number, bytes: Buffer, start: number, end: number): void {
    this.#count(line, hits, 1);
    this.#writer.nameIn(bytes, start, end);
  }

  /** The places of the file; what is added from now on belongs to the next. */
  take(): PackedPlaces {
    const written = this.#writer.take(this.#covered, this.#total);
    this.#last = 0;
    this.#covered = 0;
    this.#total = 0;
    return written;
  }

  #count(line: number, hits: number, weight: number): void {
    this.#writer.number(line - this.#last);
    this.#writer.number(Math.min(hits, MOST_HITS) * 2 + (weight === 1 ? 0 : 1));
    if (weight !== 1) this.#writer.number(weight);
    this.#last = line;
    this.#total += weight;
    if (hits > 0) this.#covered += weight;
  }
}

/** Places of a line of which only the numbers are known. */
export function countedPlaces(line: number, taken: number, missed: number): readonly PlaceHits[] {
  return [
    ...(taken > 0 ? [[line, 1, undefined, taken] as const] : []),
    ...(missed > 0 ? [[line, 0, undefined, missed] as const] : []),
  ];
}
