import { lowerBound } from '../core/lower-bound.ts';

/** First and last line of what goes over several lines. */
export type Span = readonly [first: number, last: number];

/**
 * Where the innermost span begins around each of the lines; lines that none holds are absent. `lines` are in order.
 * Takes the spans from the shortest to the longest, and each line only once, so that no report is too large.
 */
export function innermostStarts(lines: readonly number[], spans: readonly Span[]): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  if (lines.length === 0) return starts;
  const next = nextFree(lines.length);
  for (const [first, last] of [...spans].sort((a, b) => a[1] - a[0] - (b[1] - b[0]))) {
    let at = next.after(lowerBound(lines, first));
    for (let line = lines[at]; line !== undefined && line <= last; line = lines[at]) {
      starts.set(line, first);
      next.take(at);
      at = next.after(at);
    }
  }
  return starts;
}

/** Indexes of which some are taken, one after the other: which is the next one that is not, from a given one on. */
function nextFree(length: number): { after(index: number): number; take(index: number): void } {
  const next = Uint32Array.from({ length: length + 1 }, (_, index) => index);
  return {
    after(index) {
      let free = index;
      while (next[free] !== free) free = next[free] as number;
      // Whoever asks again from the way goes it in one step.
      for (let at = index; at !== free; ) {
        const following = next[at] as number;
        next[at] = free;
        at = following;
      }
      return free;
    },
    take(index) {
      next[index] = index + 1;
    },
  };
}
