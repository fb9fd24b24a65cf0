import { normalized, type Sequence } from './path-sequence.ts';

/** More alternatives than these are not written out. */
const MOST = 64;

/** Every sequence of the first list followed by every one of the second, as short as it can be; undefined where they are too many. */
export function followedBy(first: readonly Sequence[], second: readonly Sequence[]): readonly Sequence[] | undefined {
  if (first.length * second.length > MOST) return undefined;
  return first.flatMap((start) => second.map((end) => normalized([...start, ...end])));
}
