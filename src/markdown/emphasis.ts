import type { Delimiters, Piece } from './pieces.ts';

/** A run of delimiters with what it may do, which depends on its neighbours. */
interface Run {
  readonly piece: Delimiters;
  readonly character: string;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

/**
 * Takes off the delimiters that mark emphasis in the pieces from an index on (CommonMark 6.2, "process emphasis").
 * They are settled then: a link's text is resolved on its own, and nothing outside pairs with what is left in it.
 */
export function resolveEmphasis(text: string, pieces: readonly Piece[], from: number): void {
  // The text of most links has none.
  if (!hasOpenRun(pieces, from)) return;
  const stack: Run[] = [];
  // For each kind of closer, the height of the stack below which it finds no opener: this keeps the search linear.
  const bottoms = new Map<string, number>();
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece?.type !== 'delimiters' || !piece.open) continue;
    piece.open = false;
    const run = toRun(text, piece);
    if (run.canClose) close(run, stack, bottoms);
    if (run.canOpen && piece.left > 0) stack.push(run);
  }
}

function hasOpenRun(pieces: readonly Piece[], from: number): boolean {
  for (let index = from; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece?.type === 'delimiters' && piece.open) return true;
  }
  return false;
}

function close(closer: Run, stack: Run[], bottoms: Map<string, number>): void {
  const kind = `${closer.character}${closer.canOpen}${closer.piece.length % 3}`;
  while (closer.piece.left > 0) {
    const bottom = bottoms.get(kind) ?? 0;
    let at = stack.length - 1;
    while (at >= bottom && !pairs(stack[at], closer)) at -= 1;
    const opener = at < bottom ? undefined : stack[at];
    if (opener === undefined) {
      bottoms.set(kind, stack.length);
      return;
    }
    const used = Math.min(2, opener.piece.left, closer.piece.left);
    opener.piece.left -= used;
    closer.piece.left -= used;
    stack.length = opener.piece.left > 0 ? at + 1 : at;
    for (const [other, height] of bottoms) bottoms.set(other, Math.min(height, stack.length));
  }
}

/** Two runs pair unless one could do both and their lengths add up to a multiple of 3, when both are not (rules 9, 10). */
function pairs(opener: Run | undefined, closer: Run): boolean {
  if (opener === undefined || opener.character !== closer.character) return false;
  if (!opener.canClose && !closer.canOpen) return true;
  const lengths = [opener.piece.length, closer.piece.length] as const;
  return (lengths[0] + lengths[1]) % 3 !== 0 || (lengths[0] % 3 === 0 && lengths[1] % 3 === 0);
}

function toRun(text: string, piece: Delimiters): Run {
  const before = characterBefore(text, piece.start);
  const after = String.fromCodePoint(text.codePointAt(piece.start + piece.length) ?? LINE_FEED);
  const leftFlanking = !isBlank(after) && (!isPunctuation(after) || isBlank(before) || isPunctuation(before));
  const rightFlanking = !isBlank(before) && (!isPunctuation(before) || isBlank(after) || isPunctuation(after));
  const character = text[piece.start] ?? '*';
  if (character === '*') return { piece, character, canOpen: leftFlanking, canClose: rightFlanking };
  return {
    piece,
    character,
    canOpen: leftFlanking && (!rightFlanking || isPunctuation(before)),
    canClose: rightFlanking && (!leftFlanking || isPunctuation(after)),
  };
}

function characterBefore(text: string, offset: number): string {
  const unit = text[offset - 1] ?? '\n';
  return /[\uDC00-\uDFFF]/.test(unit) ? text.slice(offset - 2, offset) : unit;
}

function isBlank(character: string): boolean {
  return /^\s$/u.test(character);
}

function isPunctuation(character: string): boolean {
  return /^[\p{P}\p{S}]$/u.test(character);
}

const LINE_FEED = 10;
