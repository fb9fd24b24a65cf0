import { piecesOf } from '../system/file-pieces.ts';
import type { Conversion } from './checkout-ends.ts';

/**
 * Whether a file on disk has ends of lines that git would not write there. Of what git would take for binary by more than a
 * NUL this says so too. Throws for what cannot be read.
 */
export function hasOtherEnds(file: string | Buffer, conversion: Conversion | undefined): boolean {
  if (conversion?.type !== 'ends') return false;
  let isOther = false;
  let judged = 0;
  for (const piece of piecesOf(file)) {
    // Git takes it for binary, and leaves it as it is both ways.
    if (conversion.mayBeBinary && piece.includes(0)) return false;
    isOther ||= conversion.ends === 'lf' ? piece.includes('\r\n') : hasBareLineFeed(piece, judged);
    if (isOther && !conversion.mayBeBinary) return true;
    // The first byte of the next piece was the last of this one.
    judged = 1;
  }
  return isOther;
}

function hasBareLineFeed(bytes: Buffer, start: number): boolean {
  for (let at = bytes.indexOf(10, start); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) return true;
  }
  return false;
}
