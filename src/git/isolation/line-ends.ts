/** What ends the lines of a text. */
export type LineEnds = 'lf' | 'crlf';

/** What ends all lines of the text; undefined where that differs from line to line, or nothing does. */
export function lineEndsOf(text: Buffer): LineEnds | undefined {
  const all = text.toString('latin1');
  const [lines, crlf] = [all.split('\n').length - 1, all.split('\r\n').length - 1];
  if (lines === 0) return undefined;
  if (crlf === 0) return 'lf';
  return crlf === lines ? 'crlf' : undefined;
}

/** The text with these ends of its lines; every other byte is as it was. */
export function withLineEnds(text: Buffer, ends: LineEnds): Buffer {
  const all = text.toString('latin1').replaceAll('\r\n', '\n');
  return Buffer.from(ends === 'lf' ? all : all.replaceAll('\n', '\r\n'), 'latin1');
}
