import { PlaceCounter, packPlaces } from '../core/coverage/pack.ts';
import type { PackedPlaces, PlaceHits } from '../core/coverage/report.ts';
import { unpackPlaces } from '../core/coverage/unpack.ts';

/** Counts the arms of one file after another. Arms that come in their order cost no memory but that of the result. */
export class ArmCounter {
  readonly #counter = new PlaceCounter();
  #line = -1;
  /** The name of the last arm. */
  #name = Buffer.alloc(16);
  #length = 0;
  /** Once an arm came out of order: all of them, by line and name. */
  #counts: Map<string, number> | undefined;

  /** Adds to what the arm has already. Its name lies in `bytes`. */
  add(line: number, hits: number, bytes: Buffer, start: number, end: number): void {
    if (this.#counts === undefined && this.#isNext(line, bytes, start, end)) {
      this.#counter.addIn(line, hits, bytes, start, end);
      this.#keep(line, bytes, start, end);
      return;
    }
    this.#counts ??= new Map(this.#written().map(([at, count, name]) => [`${at},${name}`, count]));
    const key = `${line},${bytes.toString('utf8', start, end)}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + hits);
  }

  /** The arms of the file; what is added from now on belongs to the next. */
  take(): PackedPlaces {
    const counts = this.#counts;
    this.#counts = undefined;
    this.#line = -1;
    if (counts === undefined) return this.#counter.take();
    return packPlaces([...counts].map(([key, hits]) => placeOf(key, hits)));
  }

  #written(): readonly PlaceHits[] {
    return [...unpackPlaces(this.#counter.take())];
  }

  /** Whether it stands behind all that there are: on a later line, or by its name, a longer one behind all that are shorter. */
  #isNext(line: number, bytes: Buffer, start: number, end: number): boolean {
    if (line !== this.#line) return line > this.#line;
    if (end - start !== this.#length) return end - start > this.#length;
    for (let at = 0; at < this.#length; at += 1) {
      const difference = (bytes[start + at] as number) - (this.#name[at] as number);
      if (difference !== 0) return difference > 0;
    }
    return false;
  }

  #keep(line: number, bytes: Buffer, start: number, end: number): void {
    this.#line = line;
    this.#length = end - start;
    if (this.#name.length < this.#length) this.#name = Buffer.alloc(this.#length * 2);
    for (let at = 0; at < this.#length; at += 1) this.#name[at] = bytes[start + at] as number;
  }
}

function placeOf(key: string, hits: number): PlaceHits {
  const comma = key.indexOf(',');
  return [Number(key.slice(0, comma)), hits, key.slice(comma + 1)];
}
