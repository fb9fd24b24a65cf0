import { distance } from 'fastest-levenshtein';

/** The known name that was probably meant; undefined when none is near: more than a third of its letters would have to change. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: { readonly name: string; readonly changes: number } | undefined;
  for (const candidate of known) {
    const changes = distance(name.toLowerCase(), candidate.toLowerCase());
    const allowed = Math.max(1, Math.ceil(Math.max(name.length, candidate.length) / 3));
    if (changes <= allowed && (best === undefined || changes < best.changes)) best = { name: candidate, changes };
  }
  return best?.name;
}

/** `; did you mean …?` where a name is near, else the list of all. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `; did you mean \`${near}\`?`;
  return known.length === 0 ? '' : `; known: ${known.join(', ')}`;
}
