import { asArray, asCount } from '../json-shape.ts';

/** Where a count begins to hold, as LLVM has it: up to the next segment. */
export interface Segment {
  readonly line: number;
  readonly hits: number;
  /** False where code is skipped. */
  readonly hasCount: boolean;
  /** A region begins here, and is no gap between two. */
  readonly isEntry: boolean;
  readonly isGap: boolean;
}

/** `[line, column, count, has a count, is the entry of a region, is a gap]`; the last one is younger than the others. */
export function readSegment(value: unknown, path: string): Segment {
  const [line, , hits, hasCount, isEntry, isGap] = asArray(value, `${path}: a segment`);
  return {
    line: asCount(line, `${path}: line of a segment`),
    hits: typeof hits === 'number' && hits > 0 ? hits : 0,
    hasCount: Boolean(hasCount),
    isEntry: Boolean(isEntry),
    isGap: Boolean(isGap),
  };
}

/**
 * Tells each line that counts and how often it ran, by the rule of llvm-cov: as often as the busiest region that begins on
 * it, or as what goes on from the lines before. `segments` are in the order of the source.
 */
export function countSegments(
  segments: readonly Segment[],
  tell: (first: number, last: number, hits: number) => void,
): void {
  let wrapped: Segment | undefined;
  for (let at = 0; at < segments.length; ) {
    const { line } = segments[at] as Segment;
    let end = at;
    while (segments[end]?.line === line) end += 1;
    const hits = hitsOfLine(segments.slice(at, end), wrapped);
    if (hits !== undefined) tell(line, line, hits);
    wrapped = segments[end - 1];
    const next = segments[end]?.line;
    if (next !== undefined && next < line)
      throw new Error(`segments of line ${next} stand after those of line ${line}`);
    if (next !== undefined && next > line + 1 && wrapped?.hasCount === true) tell(line + 1, next - 1, wrapped.hits);
    at = end;
  }
}

/** Undefined for a line that does not count. */
function hitsOfLine(segments: readonly Segment[], wrapped: Segment | undefined): number | undefined {
  const [first] = segments;
  const starts = segments.filter(({ isGap, hasCount, isEntry }) => !isGap && hasCount && isEntry);
  const beginsSkipped = first?.hasCount === false && first.isEntry;
  const isEntered = segments.some(({ isEntry, hasCount }) => isEntry && hasCount);
  if (!isEntered && (beginsSkipped || wrapped?.hasCount !== true)) return undefined;
  return Math.max(wrapped?.hits ?? 0, ...starts.map(({ hits }) => hits));
}
