import type { PackedLines } from './coverage.ts';
import { LineCounter } from './coverage-pack.ts';

/** So many lines in all, each as often as something lies on it, are more than any report speaks of. */
const MOST_LINES = 50_000_000;
/** No source is as long. */
const LAST_LINE = 1_000_000;

/**
 * Lines of formats that count what lies on several of them. A line ran as often as all that lies on it.
 * Throws an `Error` where a few words of a report would stand for more lines than any project has.
 */
export class LineSpread {
  private readonly counter = new LineCounter();
  private hits = new Map<number, number>();
  private left = MOST_LINES;

  /** Adds to each line from `first` to `last`. */
  add(first: number, last: number, hits: number): void {
    if (last > LAST_LINE) throw new Error(`it speaks of line ${last} of a file`);
    this.left -= last - first + 1;
    if (this.left < 0) throw new Error(`it speaks of more than ${MOST_LINES} lines`);
    for (let line = first; line <= last; line += 1) this.hits.set(line, (this.hits.get(line) ?? 0) + hits);
  }

  /** The lines of the file; what is added from now on belongs to the next. */
  take(): PackedLines {
    for (const [line, hits] of this.hits) this.counter.add(line, hits);
    this.hits = new Map();
    return this.counter.take();
  }
}
