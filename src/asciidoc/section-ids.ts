/**
 * The ids that Asciidoctor gives sections, in order, and the titles themselves: `<<Title>>` leads to a section too. Where the
 * text does not say how ids are made, those of the usual form are taken and those that GitHub and many sites set.
 */
export function autoIds(titles: readonly string[], attributes: ReadonlyMap<string, string>): readonly string[] {
  const [prefix, separator] = [attributes.get('idprefix'), attributes.get('idseparator')];
  const own = idsOf(titles, prefix ?? '_', separator ?? '_');
  const isSettled = prefix !== undefined && separator !== undefined;
  return [...own, ...(isSettled ? [] : idsOf(titles, prefix ?? '', separator ?? '-')), ...titles];
}

function idsOf(titles: readonly string[], prefix: string, separator: string): readonly string[] {
  const counts = new Map<string, number>();
  return titles.map((title) => {
    const id = prefix + joined(title, separator);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return count === 1 ? id : `${id}${separator}${count}`;
  });
}

/** Entities and tags are no words, and neither are the targets of links. */
function joined(title: string, separator: string): string {
  const words = title
    .toLowerCase()
    .replace(/(?<![\w:])(?:link:|xref:|image:|icon:|(?=https?:))[^\s[]{1,999}\[([^\]]{0,999})\]/g, '$1')
    .replace(/\[\[[^\]]{0,200}\]\]|<[^>]{1,200}>|&(?:[a-z]{2,8}\d{0,2}|#\d{2,5}|#x[\da-f]{2,4});/g, '')
    // A dash takes the blanks around it along.
    .replace(/ -- /g, '')
    .replace(/[^ \p{L}\p{N}_.-]/gu, '')
    .split(/[ ._-]+/);
  return words.filter((word) => word !== '').join(separator);
}
