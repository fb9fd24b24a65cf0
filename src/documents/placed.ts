import type { Position, Span } from './lines.ts';

/** Something with its offset in the source in place of its position. */
export type Placed<T extends Position> = Omit<T, keyof Position> & { readonly offset: number };

/** In the order of the source, each with its position, which `finish` puts in the place of its offset. */
export function inOrder<T extends Position>(
  placed: readonly Placed<T>[],
  lines: readonly Span[],
  finish: (one: Placed<T>, position: Position) => T = withPosition,
): readonly T[] {
  const sorted = isSorted(placed) ? placed : [...placed].sort((left, right) => left.offset - right.offset);
  // Lines are passed once, whatever the number of things in them.
  let index = 0;
  return sorted.map((one) => {
    while (one.offset >= (lines[index + 1]?.start ?? Number.POSITIVE_INFINITY)) index += 1;
    return finish(one, { line: index + 1, column: one.offset - (lines[index]?.start ?? 0) + 1 });
  });
}

function isSorted(placed: readonly { readonly offset: number }[]): boolean {
  return placed.every(({ offset }, index) => index === 0 || (placed[index - 1]?.offset ?? 0) <= offset);
}

function withPosition<T extends Position>({ offset, ...rest }: Placed<T>, position: Position): T {
  return { ...rest, ...position } as unknown as T;
}
