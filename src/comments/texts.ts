import type { Span } from '../documents/lines.ts';
import { lastIndexWhere } from '../documents/lines.ts';
import type { Comment } from './find-comments.ts';

/** Lines of comments that belong together, as stretches of the source, without marks and the indentation that all have. */
export type CommentLines = readonly Span[];

/** The texts of comments: one for each, and one for all of a line that stand below each other. `lines`: of the source. */
export function textsOf(comments: readonly Comment[], source: string, lines: readonly Span[]): readonly CommentLines[] {
  const texts: Span[][] = [];
  let last: Comment | undefined;
  for (const comment of comments) {
    const own = linesInside(comment.inside, source, lines);
    const isShort = own.length === 1;
    if (isShort && last !== undefined && isBelow(last, comment, source)) texts.at(-1)?.push(...own);
    else texts.push(own);
    last = isShort ? comment : undefined;
  }
  return texts.map((text) => withoutIndent(text, source));
}

/** Whether there is one line end and nothing else between two comments. */
function isBelow(one: Comment, next: Comment, source: string): boolean {
  const gap = next.start - one.end <= LONGEST_INDENT ? source.slice(one.end, next.start) : '';
  return /^[ \t]*(?:\r\n|\r|\n)[ \t]*$/.test(gap);
}

const LONGEST_INDENT = 500;

/** Each without the star in front of it that is an ornament. */
function linesInside({ start, end }: Span, source: string, lines: readonly Span[]): Span[] {
  const inside: Span[] = [];
  const first = Math.max(
    0,
    lastIndexWhere(lines, (line) => line.start <= start),
  );
  for (let index = first; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined || line.start > end || (line.start === end && index > first)) break;
    const from = Math.max(line.start, start);
    const ornament =
      index === first ? 0 : (/^[ \t]*\*(?!\*)/.exec(source.slice(from, Math.min(line.end, end)))?.[0].length ?? 0);
    inside.push({ start: Math.min(from + ornament, end), end: Math.min(line.end, end) });
  }
  return inside;
}

/** The first line stands behind the mark, wherever that is: it has an indentation of its own. */
function withoutIndent(text: readonly Span[], source: string): CommentLines {
  const indents = text.map(({ start, end }) => indentOf(source, start, end));
  const others = text
    .map((_, index) => indents[index] ?? 0)
    .filter((_, index) => index > 0 && !isBlank(text[index], indents[index]));
  const shared = others.reduce((least, indent) => Math.min(least, indent), Number.POSITIVE_INFINITY);
  return text.map(({ start, end }, index) => {
    const indent = indents[index] ?? 0;
    return { start: start + (index === 0 ? indent : Math.min(indent, shared)), end };
  });
}

function isBlank(line: Span | undefined, indent = 0): boolean {
  return line === undefined || line.start + indent >= line.end;
}

function indentOf(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && (source[at] === ' ' || source[at] === '\t')) at += 1;
  return at - start;
}
