import { packPlaces } from '../core/coverage/pack.ts';
import type { PackedPlaces, PlaceHits } from '../core/coverage/report.ts';

/** Stands before an index, by which LCOV 2 names a function, that it may not look like a name. */
export const INDEXED = 'FNL:';

/** Functions of one file after another. Their calls may stand before them, and several may have one name. */
export class FunctionCounter {
  #names: string[] = [];
  #lines: number[] = [];
  #called: string[] = [];
  #hits: number[] = [];

  define(name: string, line: number): void {
    this.#names.push(name);
    this.#lines.push(line);
  }

  call(name: string, hits: number): void {
    this.#called.push(name);
    this.#hits.push(hits);
  }

  /** The functions of the file; what comes from now on belongs to the next. */
  take(): PackedPlaces {
    const hits = this.#isParallel() ? this.#hits : this.#hitsByName();
    const places = this.#names.map((name, at): PlaceHits => [this.#lines[at] as number, hits[at] ?? 0, name]);
    this.#names = [];
    this.#lines = [];
    this.#called = [];
    this.#hits = [];
    return packPlaces(places);
  }

  /** Whether calls stand in the order of their functions, as nearly every tool writes them. */
  #isParallel(): boolean {
    if (this.#names.length !== this.#called.length) return false;
    return this.#names.every((name, at) => name === this.#called[at]);
  }

  /**
   * Calls of each function. The second count of a name is that of its second function; counts of an index are added, one for
   * each name that the function has. Calls of an unlisted function are passed over, as LCOV does.
   */
  #hitsByName(): readonly number[] {
    const counts = new Map<string, number[]>();
    for (const [at, name] of this.#called.entries()) {
      const [list, hits] = [counts.get(name), this.#hits[at] as number];
      if (list === undefined) counts.set(name, [hits]);
      else if (name.startsWith(INDEXED)) list[0] = (list[0] as number) + hits;
      else list.push(hits);
    }
    const seen = new Map<string, number>();
    return this.#names.map((name) => {
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return counts.get(name)?.[before] ?? 0;
    });
  }
}
