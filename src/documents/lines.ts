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
  let start = 0;
  for (const match of source.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  if (start < source.length) lines.push({ start, end: source.length });
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
