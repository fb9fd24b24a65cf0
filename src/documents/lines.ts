/** A stretch of the source: offsets in UTF-16 code units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place for people. */
export interface Position {
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
}

/** The lines of a text without their ends. LF, CRLF and a lone CR end a line (CommonMark 2.1). */
export function splitLines(source: string): readonly Span[] {
  const lines: Span[] = [];
  const next = (end: string, from: number): number => {
    const found = source.indexOf(end, from);
    return found < 0 ? source.length : found;
  };
  let start = 0;
  let feed = next('\n', 0);
  let carriage = next('\r', 0);
  while (start < source.length) {
    const end = Math.min(feed, carriage);
    lines.push({ start, end });
    start = end === carriage && feed === carriage + 1 ? end + 2 : end + 1;
    // Each is searched for again only once it is passed: most texts have none of one of them.
    if (feed < start) feed = next('\n', start);
    if (carriage < start) carriage = next('\r', start);
  }
  return lines;
}

/** Where an offset stands. An offset behind the last line counts to the last line. */
export function positionAt(lines: readonly Span[], offset: number): Position {
  const index = Math.max(
    0,
    lastIndexWhere(lines, (line) => line.start <= offset),
  );
  return { line: index + 1, column: offset - (lines[index]?.start ?? 0) + 1 };
}

/**
 * Offset behind the last character before `end` that is none of these.
 * By hand: a regular expression for blanks at the end is quadratic on long runs of blanks in the middle.
 */
export function trimmedEnd(text: string, end: number, characters: string): number {
  let last = end;
  while (last > 0 && characters.includes(text[last - 1] ?? '\n')) last -= 1;
  return last;
}

/** Last index for which the test holds, or -1. The test must hold for a beginning of the list and for nothing behind. */
export function lastIndexWhere<T>(sorted: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item !== undefined && holds(item)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
