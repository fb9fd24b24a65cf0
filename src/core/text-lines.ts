/** More than this on one line is no report. */
const LONGEST_LINE = 1024 * 1024;
const [LINE_FEED, RETURN] = [10, 13];

/** A line without its end lies in `bytes` from `start` to `end`. It is decoded only by who needs its text. */
export type TakeLine = (bytes: Buffer, start: number, end: number, line: number) => void;

/**
 * Takes the line that begins at `start` if it can tell its end by itself, so that nobody looks at its bytes twice: where its
 * line feed stands. Takes nothing and answers -1 for any other line, and for one whose line feed is not there yet.
 */
export type TakeAtOnce = (bytes: Buffer, start: number) => number;

/** Hands on lines, which may end in `\n` or `\r\n`, counted from 1. Throws an `Error` for a line of more than a mebibyte. */
export function eachLine(chunks: Iterable<Buffer>, take: TakeLine, takeAtOnce: TakeAtOnce = () => -1): void {
  let rest: Buffer = Buffer.alloc(0);
  let line = 0;
  for (const chunk of chunks) {
    for (const bytes of behind(rest, chunk)) {
      let start = 0;
      for (let end = takeNext(bytes, start); end !== -1; end = takeNext(bytes, start)) start = end + 1;
      // A copy, because who reads a file may fill the same bytes anew.
      rest = Buffer.from(bytes.subarray(start));
    }
    if (rest.length > LONGEST_LINE) throw new Error(`line ${line + 1} is longer than any of a report`);
  }
  if (rest.length > 0) take(rest, 0, withoutReturn(rest, 0, rest.length), line + 1);

  function takeNext(bytes: Buffer, start: number): number {
    const at = takeAtOnce(bytes, start);
    const end = at === -1 ? endOfLine(bytes, start) : at;
    if (end === -1) return end;
    line += 1;
    if (at === -1) take(bytes, start, withoutReturn(bytes, start, end), line);
    return end;
  }
}

/** Only the line that began in the chunk before is put together: with copies of whole chunks, reading takes twice as long. */
function behind(rest: Buffer, chunk: Buffer): readonly Buffer[] {
  if (rest.length === 0) return [chunk];
  const end = endOfLine(chunk, 0);
  if (end === -1) return [Buffer.concat([rest, chunk])];
  return [Buffer.concat([rest, chunk.subarray(0, end + 1)]), chunk.subarray(end + 1)];
}

/** Most lines are too short for a search by other means to pay. */
function endOfLine(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at += 1) if (bytes[at] === LINE_FEED) return at;
  return -1;
}

function withoutReturn(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === RETURN ? end - 1 : end;
}
