/** Lines of a text that another has in place of these: from `start` up to `end`, which may be the same, counted from 0. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** Lines removed and added up to which two versions are compared: time and space grow with the square. */
const MOST_CHANGES = 1000;

/** The lines of a text, each with its `\n`, which the last one may lack. */
export function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * What makes the second version of the first, in order, with a common line at least between two changes; as few lines as
 * can be. Undefined where they are more than a thousand. See Myers, "An O(ND) Difference Algorithm and Its Variations".
 */
export function changedLines(a: readonly string[], b: readonly string[]): readonly LineChange[] | undefined {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const [from, to] = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
  const marks = markChanges(from, to);
  return marks && collect(to, marks, head);
}

/** Which lines of either have no partner in the other. */
interface Marks {
  readonly removed: Uint8Array;
  readonly added: Uint8Array;
}

function markChanges(a: readonly string[], b: readonly string[]): Marks | undefined {
  const marks = { removed: new Uint8Array(a.length), added: new Uint8Array(b.length) };
  const rounds = a.length === 0 || b.length === 0 ? [] : searchPath(a, b);
  if (rounds === undefined) return undefined;
  if (rounds.length === 0) {
    marks.removed.fill(1);
    marks.added.fill(1);
    return marks;
  }
  let [x, y] = [a.length, b.length];
  for (let round = rounds.length - 1; round > 0; round -= 1) {
    const reached = rounds[round] as Int32Array;
    const previous = previousDiagonal(reached, x - y, round);
    const isAdded = previous === x - y + 1;
    x = at(reached, previous);
    y = x - previous;
    if (isAdded) marks.added[y] = 1;
    else marks.removed[x] = 1;
  }
  return marks;
}

/** For each number of changes the farthest points that fewer of them reach, by diagonal, up to where the end is reached. */
function searchPath(a: readonly string[], b: readonly string[]): readonly Int32Array[] | undefined {
  const rounds: Int32Array[] = [];
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  const reached = new Int32Array(2 * most + 3);
  for (let round = 0; round <= most; round += 1) {
    rounds.push(reached.slice());
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      const previous = previousDiagonal(reached, diagonal, round);
      let x = at(reached, previous) + (previous < diagonal ? 1 : 0);
      while (x < a.length && x - diagonal < b.length && a[x] === b[x - diagonal]) x += 1;
      reached[(reached.length >> 1) + diagonal] = x;
      if (x >= a.length && x - diagonal >= b.length) return rounds;
    }
  }
  return undefined;
}

/** From where a diagonal is reached: from below by an added line, from above by a removed one, whichever leads farther. */
function previousDiagonal(reached: Int32Array, diagonal: number, round: number): number {
  const isFromAbove =
    diagonal === -round || (diagonal !== round && at(reached, diagonal - 1) < at(reached, diagonal + 1));
  return isFromAbove ? diagonal + 1 : diagonal - 1;
}

function at(reached: Int32Array, diagonal: number): number {
  return reached[(reached.length >> 1) + diagonal] ?? 0;
}

function collect(b: readonly string[], { removed, added }: Marks, head: number): readonly LineChange[] {
  const changes: LineChange[] = [];
  let [x, y] = [0, 0];
  while (x < removed.length || y < added.length) {
    const [start, first] = [x, y];
    while (removed[x] === 1) x += 1;
    while (added[y] === 1) y += 1;
    if (x > start || y > first) changes.push({ start: head + start, end: head + x, lines: b.slice(first, y) });
    x += 1;
    y += 1;
  }
  return changes;
}
