/** The candidate that is most like a text; undefined when none is alike enough. The first of several wins. `partOf`: what of it counts. */
export function mostAlike(
  text: string,
  candidates: Iterable<string>,
  partOf: (candidate: string) => string = (candidate) => candidate,
): string | undefined {
  let best: string | undefined;
  let most = ENOUGH;
  for (const candidate of candidates) {
    const likeness = likenessOf(text, partOf(candidate));
    if (likeness > most || (likeness === most && best === undefined)) {
      best = candidate;
      most = likeness;
    }
  }
  return best;
}

/** Three of five characters. */
const ENOUGH = 0.6;

/**
 * The share of the longer text that both begin and end with: a slip, or a word more or less, leaves most of it.
 * Takes time linear in the texts, as hostile ones may be long and many.
 */
function likenessOf(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return (start + end) / Math.max(one.length, other.length, 1);
}
