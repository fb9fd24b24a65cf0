import type { Span } from '../documents/lines.ts';
import type { Syntax } from './syntaxes.ts';

/** A comment. Its span is that in the source, marks included. */
export interface Comment extends Span {
  /** What it says, without its marks. */
  readonly inside: Span;
}

/** The comments of a source, in order; what looks like one in a string is none. Takes time linear in its length. */
export function findComments(source: string, syntax: Syntax): readonly Comment[] {
  const forms = syntax();
  const starts = new RegExp(forms.map(({ start }) => `(${start})`).join('|'), 'gm');
  const comments: Comment[] = [];
  for (let found = starts.exec(source); found !== null; found = starts.exec(source)) {
    const form = forms[found.findIndex((group, index) => index > 0 && group !== undefined) - 1];
    const start = { start: found.index, end: found.index + found[0].length };
    if (form === undefined) break;
    const { end, comment } = form.read(source, start);
    if (comment !== undefined) comments.push({ start: start.start, end, inside: comment });
    starts.lastIndex = Math.max(end, start.end);
  }
  return comments;
}
