import { LineCounter } from './pack.ts';
import type { PackedLines } from './report.ts';

/** So many lines in all, each as often as something lies on it, are more than any report speaks of. */
const MOST_LINES = 50_000_000;
/** No source is as long. */
const LAST_LINE = 1_000_000;

/** What one report may speak of, where a few words of it stand for many lines. */
export class LineBudget {
  #left = MOST_LINES;

  /** Throws an `Error` for more lines than any project has. */
  spend(first: number, last: number): void {
    if (last > LAST_LINE) throw new Error(`it speaks of line ${last} of a file`);
    this.#left -= last - first + 1;
    if (this.#left < 0) throw new Error(`it speaks of more than ${MOST_LINES} lines`);
  }
}

/** Where something begins to lie on lines, or ends to. */
interface Edge {
  readonly line: number;
  /** What from here on lies there more, or less: items, those that ran, and how often these did. */
  readonly items: 1 | -1;
  readonly ran: 0 | 1 | -1;
  readonly hits: number;
}

/** Lines of formats that count what lies on several of them. A line ran as often as all that lies on it. */
export class LineSpread {
  readonly #counter = new LineCounter();
  #edges: Edge[] = [];

  /** Adds to each line from `first` to `last`. */
  add(first: number, last: number, hits: number): void {
    const ran = hits > 0 ? 1 : 0;
    this.#edges.push({ line: first, items: 1, ran, hits });
    this.#edges.push({ line: last + 1, items: -1, ran: ran === 0 ? 0 : -1, hits: -hits });
  }

  /** The lines of the file; what is added from now on belongs to the next. */
  take(): PackedLines {
    const edges = this.#edges.sort((a, b) => a.line - b.line);
    this.#edges = [];
    let [items, ran, hits] = [0, 0, 0];
    for (const [at, edge] of edges.entries()) {
      items += edge.items;
      ran += edge.ran;
      hits += edge.hits;
      if (items > 0) this.#count(edge.line, edges[at + 1]?.line ?? edge.line, exact(ran, hits));
    }
    return this.#counter.take();
  }

  /** `end`: the line after the last. */
  #count(first: number, end: number, hits: number): void {
    for (let line = first; line < end; line += 1) this.#counter.add(line, hits);
  }
}

/** Sums of huge counts are not exact: whether anything ran is. */
function exact(ran: number, hits: number): number {
  return ran === 0 ? 0 : Math.max(1, hits);
}
