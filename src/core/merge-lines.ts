import { changedLines, type LineChange, linesOf } from './changed-lines.ts';

/**
 * Merges two versions of a text three ways, by lines: every change of either is in the answer, once where both made the
 * same. Undefined where changes meet, with no line between them that both have left alone, or where there are too many of
 * them to look through. Texts are compared as they are; one character a byte (`latin1`) merges bytes.
 */
export function mergeLines(base: string, ours: string, theirs: string): string | undefined {
  const before = linesOf(base);
  const mine = changedLines(before, linesOf(ours));
  const other = changedLines(before, linesOf(theirs));
  const all = mine && other && interleave(mine, other);
  return all && apply(before, all);
}

/** The changes of both in their order, those that both made once; undefined where two of them meet. */
function interleave(mine: readonly LineChange[], other: readonly LineChange[]): readonly LineChange[] | undefined {
  const all: LineChange[] = [];
  for (const change of [...mine, ...other].sort((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last === undefined || last.end < change.start) all.push(change);
    else if (!isSame(last, change)) return undefined;
  }
  return all;
}

function isSame(a: LineChange, b: LineChange): boolean {
  return a.start === b.start && a.end === b.end && a.lines.join('') === b.lines.join('');
}

function apply(before: readonly string[], changes: readonly LineChange[]): string {
  let text = '';
  let position = 0;
  for (const { start, end, lines } of changes) {
    text += before.slice(position, start).join('') + lines.join('');
    position = end;
  }
  return text + before.slice(position).join('');
}
