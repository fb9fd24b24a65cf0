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
  let start = source.charCodeAt(row.start) === BAR ? row.start + 1 : row.start;
  for (let at = start; at < end; at += 1) {
    const character = source.charCodeAt(at);
    if (character === BACKSLASH) at += 1;
    else if (character === BAR) {
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

const BACKSLASH = 92;
const BAR = 124;
