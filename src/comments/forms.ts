import type { Span } from '../documents/lines.ts';

/** One thing in a source that is a comment, or that comments are not looked for in. */
export interface Form {
  /** Regular expression for how it begins. Without groups, and of limited length. */
  readonly start: string;
  /** Reads what begins there, in time linear in what it takes. */
  read(source: string, start: Span): Found;
}

/** What was found. */
export interface Found {
  /** Offset behind it. */
  readonly end: number;
  /** What it says, for a comment. */
  readonly comment?: Span;
}

/** A comment that ends with its line. */
export function lineComment(start: string): Form {
  return {
    start,
    read(source, { end }) {
      LINE_END.lastIndex = end;
      const stop = LINE_END.exec(source)?.index ?? source.length;
      return { end: stop, comment: { start: end, end: stop } };
    },
  };
}

const LINE_END = /[\r\n]/g;

/** A comment between two marks. One that nothing closes goes on to the end. */
export function blockComment(start: string, close: string): Form {
  const closing = new RegExp(close, 'gm');
  return {
    start,
    read(source, { end }) {
      closing.lastIndex = end;
      const found = closing.exec(source);
      if (found === null) return { end: source.length, comment: { start: end, end: source.length } };
      return { end: closing.lastIndex, comment: { start: end, end: found.index } };
    },
  };
}

/** The same where comments hold comments. */
export function nestedComment(start: string, open: string, close: string): Form {
  return {
    start,
    read(source, { end }) {
      const marks = new RegExp(`(${open})|${close}`, 'g');
      marks.lastIndex = end;
      let depth = 1;
      for (let mark = marks.exec(source); mark !== null; mark = marks.exec(source)) {
        depth += mark[1] === undefined ? -1 : 1;
        if (depth === 0) return { end: marks.lastIndex, comment: { start: end, end: mark.index } };
      }
      return { end: source.length, comment: { start: end, end: source.length } };
    },
  };
}

/** How a string ends. */
export interface StringEnd {
  /** Regular expression for its end. */
  readonly close: string;
  /** Regular expression for what does not end it, such as a quote behind a backslash. */
  readonly passes: string;
  /** Whether it may go on in the next line. One that may not and is not closed hides the rest of its line. */
  readonly isLong: boolean;
}

/** A backslash and what it takes the meaning of. */
export const ESCAPE = '\\\\[^]';
/** What is nowhere. */
export const NOTHING = '(?!)';

/** A string. */
export function text(start: string, { close = start, passes = ESCAPE, isLong = false }: Partial<StringEnd> = {}): Form {
  return { start, read: (source, { end }) => ({ end: endOfText(source, end, { close, passes, isLong }) }) };
}

/** A string whose end is made of its beginning. */
export function delimited(start: string, closeOf: (start: string) => string): Form {
  return {
    start,
    read: (source, { start: from, end }) => ({
      end: endOfText(source, end, { close: closeOf(source.slice(from, end)), passes: NOTHING, isLong: true }),
    }),
  };
}

/** What is passed over as it stands, such as a character with its quotes. */
export function passed(start: string): Form {
  return { start, read: (_, { end }) => ({ end }) };
}

/** Offset behind a string, from behind its beginning. */
export function endOfText(source: string, from: number, { close, passes, isLong }: StringEnd): number {
  const stops = new RegExp(`(${passes})|(?:${close})${isLong ? '' : '|[\\r\\n]'}`, 'gm');
  stops.lastIndex = from;
  for (let stop = stops.exec(source); stop !== null; stop = stops.exec(source)) {
    if (stop[1] === undefined) return stops.lastIndex;
  }
  return source.length;
}
