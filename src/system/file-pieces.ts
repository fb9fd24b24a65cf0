import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

type Place = string | Buffer;

/** Bytes up to which a file is read at once, and of the pieces of a larger one: Node reads none of more than 2 GiB. */
const SIZE = 16 * 1024 * 1024;

/**
 * The bytes of a file, piece by piece. Each but the first begins with the last byte of the one before, so that no two bytes
 * which follow each other are parted. A piece holds until the next is asked for. Links are followed. Throws what the disk says.
 */
export function* piecesOf(file: Place): Generator<Buffer, undefined> {
  if (statSync(file).size <= SIZE) {
    yield readFileSync(file);
    return;
  }
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.allocUnsafe(SIZE + 1);
    for (let kept = 0; ; kept = 1) {
      const end = kept + readSync(descriptor, bytes, kept, SIZE, null);
      if (end === kept) return;
      yield bytes.subarray(0, end);
      bytes[0] = bytes[end - 1] ?? 0;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Whether two files hold the same bytes, of whatever size. Links are followed. Throws what the disk says. */
export function haveSameBytes(one: Place, other: Place): boolean {
  if (statSync(one).size !== statSync(other).size) return false;
  const others = piecesOf(other);
  for (const piece of piecesOf(one)) {
    const { value } = others.next();
    if (value === undefined || !piece.equals(value)) return false;
  }
  return others.next().done === true;
}
