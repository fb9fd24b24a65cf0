import type { Span } from './lines.ts';

const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/** GFM 4.10. A row without any `|` is left to setext headings. */
function isDelimiterRow(line: string): boolean {
  return line.includes('|') && DELIMITER_ROW.test(line);
}

/** The cells of a row, which code spans and links cannot cross. `row` starts and ends with no blank. */
export function splitCells(source: string, row: Span): readonly Span[] {
  const cells: Span[] = [];
  let start = source[row.start] === '|' ? row.start + 1 : row.start;
  for (let at = start; at < row.end; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '|') {
      cells.push({ start, end: at });
      start = at + 1;
    }
  }
  if (start < row.end) cells.push({ start, end: row.end });
  return cells;
}

/** Whether two lines of a paragraph are the header of a table and the row that makes it one. */
export function startsTable(source: string, header: Span, below: Span): boolean {
  if (!isDelimiterRow(source.slice(below.start, below.end))) return false;
  return splitCells(source, header).length === splitCells(source, below).length;
}
