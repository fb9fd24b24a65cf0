/** GitHub keeps letters, marks, digits, connectors such as `_`, blanks and hyphens of a heading. Nothing is trimmed. */
const DELETED = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu;

/** The fragment that GitHub makes of a heading's text: runs of blanks are not collapsed. May be empty. */
export function slugOf(heading: string): string {
  return heading.toLowerCase().replace(DELETED, '').replaceAll(' ', '-');
}

/** Numbers the slugs of one document in the order of its headings: `a`, `a-1`, `a-2`; numbers that are taken are left out. */
export function slugger(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const slug = slugOf(heading);
    let unique = slug;
    let count = seen.get(slug) ?? 0;
    while (seen.has(unique)) {
      count += 1;
      unique = `${slug}-${count}`;
    }
    seen.set(slug, count);
    seen.set(unique, seen.get(unique) ?? 0);
    return unique;
  };
}
