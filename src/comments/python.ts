import type { Span } from '../documents/lines.ts';
import { ESCAPE, endOfText, type Form, lineComment } from './forms.ts';

/** Python, where a string that is a statement of its own says something to people. */
export function python(): readonly Form[] {
  let depth = 0;
  const bracket = (start: string, change: number): Form => ({
    start,
    read(_, { end }) {
      depth = Math.max(0, depth + change);
      return { end };
    },
  });
  return [
    lineComment('#[#:!]*'),
    {
      start: `[A-Za-z]{0,2}(?:"""|'''|"|')`,
      read(source, start) {
        const [prefix = '', quote = ''] =
          /^([A-Za-z]*)(.*)$/.exec(source.slice(start.start, start.end))?.slice(1) ?? [];
        const end = endOfText(source, start.end, { close: quote, passes: ESCAPE, isLong: quote.length === 3 });
        const isDocstring = depth === 0 && /^[ru]?$/i.test(prefix) && isStatement(source, start);
        return isDocstring ? { end, comment: inside(source, { start: start.end, end }, quote) } : { end };
      },
    },
    bracket('[(\\[{]', 1),
    bracket('[)\\]}]', -1),
  ];
}

/** Whether it stands at the beginning of a line that does not go on from the one before. */
function isStatement(source: string, { start }: Span): boolean {
  let before = start - 1;
  while (source[before] === ' ' || source[before] === '\t') before -= 1;
  if (before >= 0 && source[before] !== '\n' && source[before] !== '\r') return false;
  if (source[before] === '\n' && source[before - 1] === '\r') before -= 1;
  return source[before - 1] !== '\\';
}

function inside(source: string, { start, end }: Span, quote: string): Span {
  return { start, end: source.endsWith(quote, end) ? Math.max(start, end - quote.length) : end };
}
