import type { Span } from '../documents/lines.ts';
import { trimmedEnd } from '../documents/lines.ts';

/** Blanks stand in one place only between two bars: in two places, long runs of them would take quadratic time. */
const DELIMITER_ROW = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$/;

/** Whether two lines of a paragraph are the header of a table and the row that makes it one (GFM 4.10). */
export function startsTable(source: string, header: Span, below: Span): boolean {
  if (!isDelimiterRow(source.slice(below.start, below.end))) return false;
  return splitCells(source, header).length === splitCells(source, below).length;
}

/** The cells of a row, which code spans and links cannot cross. `row` starts with no blank. */
export function splitCells(source: string, row: Span): readonly Span[] {
  const cells: Span[] = [];
  const end = trimmedEnd(source, row.end, ' \t');
  let start = source[row.start] === '|' ? row.start + 1 : row.start;
  for (let at = start; at < end; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '|') {
      cells.push({ start, end: at });
      start = at + 1;
    }
  }
  if (start < end) cells.push({ start, end });
  return cells;
}

/** A row without any `|` is left to setext headings. */
function isDelimiterRow(line: string): boolean {
  return line.includes('|') && DELIMITER_ROW.test(line);
}
