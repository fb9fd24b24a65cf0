// What several entries of the room `coverage` need to build their reports.

/** The digits as a line number, undefined for anything else. Line 0 is let through: some compilers report it. */
export function readLine(digits: string | undefined): number | undefined {
  return digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/** The digits as a count, undefined for anything else. Counters that overflowed to a negative number count as 0. */
export function readHits(digits: string | undefined): number | undefined {
  return digits !== undefined && /^-?\d{1,300}$/.test(digits) ? Math.max(0, Number(digits)) : undefined;
}

/** Adds to the end of the list that stands under the key. */
export function appendTo<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** The same text by itself: a piece of a longer one would keep all of that in memory. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
