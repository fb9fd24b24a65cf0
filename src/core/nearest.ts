import { distance } from 'fastest-levenshtein';

/**
 * The known name that was probably meant, the first of several that are as near; undefined when none is near.
 * Near: other letters in no more than a third of its places, or the same letters in another order. Case does not matter.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const written = name.toLowerCase();
  let best: { readonly name: string; readonly changes: number } | undefined;
  for (const candidate of known) {
    const meant = candidate.toLowerCase();
    const changes =
      sortLetters(written) === sortLetters(meant) ? Math.min(1, distance(written, meant)) : distance(written, meant);
    const allowed = Math.max(1, Math.floor(Math.max(written.length, meant.length) / 3));
    if (changes <= allowed && (best === undefined || changes < best.changes)) best = { name: candidate, changes };
  }
  return best?.name;
}

/** `; did you mean …?` where a name is near, else the list of all; nothing where none is known. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `; did you mean \`${near}\`?`;
  return known.length === 0 ? '' : `; known: ${[...new Set(known)].join(', ')}`;
}

function sortLetters(text: string): string {
  return [...text].sort().join('');
}
