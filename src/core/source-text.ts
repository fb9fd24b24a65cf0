/** Longer files are seldom written by hand. In bytes. */
export const MOST_SOURCE_BYTES = 1024 * 1024;

/** The text of a file that people can read, without a byte-order mark; undefined where it is binary, or too long. */
export function sourceText(bytes: Uint8Array): string | undefined {
  if (bytes.length > MOST_SOURCE_BYTES || bytes.includes(0)) return undefined;
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '');
}

/** The lines of a text without their ends, which may be `\n` or `\r\n`. What follows the last end is none if it is empty. */
export function linesOfText(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
