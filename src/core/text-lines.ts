/** More than this on one line is no report. */
const LONGEST_LINE = 1024 * 1024;
const [LINE_FEED, RETURN] = [10, 13];

/** A line without its end lies in `bytes` from `start` to `end`. It is decoded only by who needs its text. */
export type TakeLine = (bytes: Buffer, start: number, end: number, line: number) => void;

/** Hands on lines, which may end in `\n` or `\r\n`, counted from 1. Throws an `Error` for a line of more than a mebibyte. */
export function eachLine(chunks: Iterable<Buffer>, take: TakeLine): void {
  let rest: Buffer | undefined;
  let line = 0;
  for (const chunk of chunks) {
    const bytes: Buffer = rest === undefined ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let at = rest?.length ?? 0; at < bytes.length; at += 1) {
      if (bytes[at] !== LINE_FEED) continue;
      line += 1;
      take(bytes, start, withoutReturn(bytes, start, at), line);
      start = at + 1;
    }
    if (bytes.length - start > LONGEST_LINE) throw new Error(`line ${line + 1} is longer than any of a report`);
    // A copy, because who reads a file may fill the same bytes anew.
    rest = start === bytes.length ? undefined : Buffer.from(bytes.subarray(start));
  }
  if (rest !== undefined) take(rest, 0, withoutReturn(rest, 0, rest.length), line + 1);
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === RETURN ? end - 1 : end;
}
