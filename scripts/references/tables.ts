/** Rows of tables of a page whose first cell is this name in backticks: cells by the heads of their columns. */
export function rowsOf(page: string, name: string): readonly Readonly<Record<string, string>>[] {
  let head: readonly string[] = [];
  return page.split('\n').flatMap((line, index, lines) => {
    if (!line.startsWith('|')) return [];
    const cells = cellsOf(line);
    if (/^\|[\s|:-]+\|$/.test(lines[index + 1] ?? '')) head = cells;
    if (cells[0] !== `\`${name}\``) return [];
    return [Object.fromEntries(head.map((title, column) => [title, cells[column] ?? '']))];
  });
}

function cellsOf(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
