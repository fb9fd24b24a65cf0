/** Characters of a message that are repeated to whoever wrote it. */
const MOST = 60;

/** Enough of a text to know it again. */
export function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= MOST ? text : `${characters.slice(0, MOST - 1).join('')}…`;
}
