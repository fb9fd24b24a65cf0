/** The ids that Asciidoctor gives sections, in order, and the titles themselves: `<<Title>>` leads to a section too. */
export function autoIds(titles: readonly string[], attributes: ReadonlyMap<string, string>): readonly string[] {
  const prefix = attributes.get('idprefix') ?? '_';
  const separator = attributes.get('idseparator') ?? '_';
  const counts = new Map<string, number>();
  return titles.flatMap((title) => {
    const id = prefix + joined(title, separator);
    const count = (counts.get(id) ?? 0) + 1;
    counts.set(id, count);
    return [count === 1 ? id : `${id}${separator}${count}`, title];
  });
}

function joined(title: string, separator: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^ \p{L}\p{N}_.-]/gu, '')
    .split(/[ .-]+/);
  return words.filter((word) => word !== '').join(separator);
}
