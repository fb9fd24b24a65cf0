import type { Span } from '../documents/lines.ts';

/** Where the block scanner stands in a line. Tabs reach to the next multiple of 4 (CommonMark 2.2). */
export interface Cursor {
  readonly source: string;
  /** End of the line. */
  readonly end: number;
  /** Offset in the source. */
  offset: number;
  /** Column counted from 0, with tabs expanded. May stand inside a tab. */
  column: number;
}

/** What follows the cursor. */
export interface Ahead {
  /** Offset of the first character that is no blank, or the end of the line. */
  readonly start: number;
  /** Columns up to there. */
  readonly indent: number;
  readonly blank: boolean;
}

/** A cursor at the beginning of a line. */
export function cursorAt(source: string, line: Span): Cursor {
  return { source, end: line.end, offset: line.start, column: 0 };
}

/** Looks at the blanks in front without moving. */
export function lookAhead({ source, end, offset, column }: Cursor): Ahead {
  let reached = column;
  let start = offset;
  for (; start < end; start += 1) {
    const character = source.charCodeAt(start);
    if (character === TAB) reached += 4 - (reached % 4);
    else if (character === SPACE) reached += 1;
    else break;
  }
  return { start, indent: reached - column, blank: start === end };
}

/** Moves over at most so many columns of blanks; a tab may be taken in part. */
export function skipColumns(cursor: Cursor, columns: number): void {
  const target = cursor.column + columns;
  while (cursor.column < target && cursor.offset < cursor.end) {
    const character = cursor.source.charCodeAt(cursor.offset);
    if (character !== TAB && character !== SPACE) return;
    const width = character === TAB ? 4 - (cursor.column % 4) : 1;
    if (cursor.column + width > target) {
      cursor.column = target;
      return;
    }
    cursor.column += width;
    cursor.offset += 1;
  }
}

/** Moves over so many characters that are no tabs, such as a list marker. */
export function skipCharacters(cursor: Cursor, count: number): void {
  cursor.offset += count;
  cursor.column += count;
}

const TAB = 9;
const SPACE = 32;
