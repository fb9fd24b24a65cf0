import type { Position, Span } from './lines.ts';
import { positionAt } from './lines.ts';

/** Something with its offset in the source in place of its position. */
export type Placed<T extends Position> = Omit<T, keyof Position> & { readonly offset: number };

/** In the order of the source, each with its position, which `finish` puts in the place of its offset. */
export function inOrder<T extends Position>(
  placed: readonly Placed<T>[],
  lines: readonly Span[],
  finish: (one: Placed<T>, position: Position) => T = withPosition,
): readonly T[] {
  const sorted = [...placed].sort((left, right) => left.offset - right.offset);
  return sorted.map((one) => finish(one, positionAt(lines, one.offset)));
}

function withPosition<T extends Position>({ offset, ...rest }: Placed<T>, position: Position): T {
  return { ...rest, ...position } as unknown as T;
}
