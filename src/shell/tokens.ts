import { Unclosed } from './part-meaning.ts';
import { Scanner } from './scanner.ts';
import type { ShellToken } from './token.ts';

/**
 * The tokens of a shell script, without comments and without the lines of here-documents. Undefined where a quote or a
 * parenthesis of `$(` is not closed, or where these stand too deep in each other.
 */
export function shellTokens(text: string): readonly ShellToken[] | undefined {
  try {
    return new Scanner(text, 0, text.length, 0).read(false).tokens;
  } catch (error) {
    if (error instanceof Unclosed) return undefined;
    throw error;
  }
}

/** The script without its comments: a `#` at the start of a word begins one, unless quotes are around it. */
export function withoutComments(text: string): string {
  const pieces = /('[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S])|(^|[\s;&|(])#[^\n]*/g;
  return text.replace(pieces, (_, kept: string | undefined, before: string | undefined) => kept ?? before ?? '');
}
