import type { Position, Span } from './lines.ts';
import { positionAt } from './lines.ts';

/** Something with its offset in the source in place of its position. */
export type Placed<T extends Position> = Omit<T, keyof Position> & { readonly offset: number };

/** In the order of the source, each with its position. */
export function inOrder<T extends Position>(placed: readonly Placed<T>[], lines: readonly Span[]): readonly T[] {
  return [...placed]
    .sort((left, right) => left.offset - right.offset)
    .map(({ offset, ...rest }) => ({ ...rest, ...positionAt(lines, offset) }) as unknown as T);
}
