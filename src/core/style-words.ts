/**
 * Words of `LATTICE_HOOKS_STYLE`: `lines`: no board; `words`: no board, and words in place of signs; `ascii`: signs in ASCII;
 * `unicode`: signs as they are, whatever the terminal says of itself.
 */
export const STYLES: readonly string[] = ['lines', 'words', 'ascii', 'unicode'];

/** The words that the variable holds, known or not: blanks or commas stand between them. */
export function styleWords({
  LATTICE_HOOKS_STYLE = '',
}: Readonly<Record<string, string | undefined>>): readonly string[] {
  return LATTICE_HOOKS_STYLE.split(/[\s,]+/).filter((word) => word !== '');
}
