/** Consecutive lines, first and last included. */
export type LineRange = readonly [first: number, last: number];

/** Joins lines that follow each other. `lines`: sorted. */
export function joinRanges(lines: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const previous = ranges.at(-1);
    if (previous !== undefined && line <= previous[1] + 1) previous[1] = line;
    else ranges.push([line, line]);
  }
  return ranges;
}

/** `118-121`, or `118` for a single line. */
export function rangeText([first, last]: LineRange): string {
  return first === last ? `${first}` : `${first}-${last}`;
}
