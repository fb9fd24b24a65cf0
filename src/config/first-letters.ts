/** A letter that stands for itself, at the beginning of a name. */
const PLAIN = /^[\w.-]/;
/** Folders of which no group reaches into what follows them. */
const SEPARATE = /^(?:[\w.*?/-]|\{[\w.*?/,-]*\})*$/;
/**
 * What stays within the last part of a path: two stars and groups in brackets can lead into a folder, wherever they stand, and
 * so can a range of letters, as there is a slash in `[.-9]`.
 */
const WITHIN = /^(?!.*\*\*)(?!.*\[.*-)[\w.*?{},[\]-]*$/;

/**
 * With which letters the last part of every path begins that any of these globs matches; undefined where that is not plain
 * to see. Nothing is matched with that: it only tells most files apart at their first letter.
 */
export function firstLetters(globs: readonly string[]): string | undefined {
  const letters = new Set<string>();
  for (const glob of globs) {
    const name = glob.slice(glob.lastIndexOf('/') + 1);
    const folders = glob.slice(0, glob.length - name.length);
    const first = SEPARATE.test(folders) && WITHIN.test(name) ? firstOf(name) : undefined;
    if (first === undefined) return undefined;
    for (const letter of first) letters.add(letter);
  }
  return [...letters].sort().join('');
}

/** The first letters of what a glob without folders matches: `{.,}knip` is `.k`. */
function firstOf(name: string): string | undefined {
  if (!name.startsWith('{')) return PLAIN.test(name) ? name.charAt(0) : undefined;
  const [group, inside = ''] = /^\{([\w.*,-]+)\}/.exec(name) ?? [];
  const alternatives = inside.split(',');
  if (group === undefined || alternatives.length < 2 || inside.includes('..')) return undefined;
  const firsts = alternatives.map((one) => firstOf(one === '' ? name.slice(group.length) : one));
  return firsts.includes(undefined) ? undefined : firsts.join('');
}
