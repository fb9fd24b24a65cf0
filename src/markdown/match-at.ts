/** Matches a sticky expression at an offset. */
export function matchAt(sticky: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  sticky.lastIndex = offset;
  return sticky.exec(text) ?? undefined;
}

/**
 * Searches that remember where they found nothing, for one text and offsets that only grow:
 * ten thousand unclosed `<!--` cost one search for `-->`.
 */
export function forwardSearch(text: string): (needle: string, from: number) => number {
  const found = new Map<string, number>();
  return (needle, from) => {
    const known = found.get(needle);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const next = text.indexOf(needle, from);
    found.set(needle, next);
    return next;
  };
}
