import { StringDecoder } from 'node:string_decoder';
import { asObject, type JsonObject, parseJson } from '../json-shape.ts';

/** So much of a text is enough to tell which form it has. */
const BEGINNING = 65_536;
/** JSON is read as a whole: beyond this it would take gigabytes. */
const MOST_JSON = 256 * 1024 * 1024;

/** The text of a report. Entries take it in the way that suits their form. */
export interface CoverageText {
  /** The first characters after blanks. */
  readonly beginning: string;
  /** All of it from the start, in chunks that may end anywhere and hold until the next is asked for. */
  chunks(): Iterable<Buffer>;
  /** The same, decoded. */
  pieces(): Iterable<string>;
  /** The object that it is as JSON; undefined where it does not begin like one. Throws an `Error` when it is cut short. */
  object(): JsonObject | undefined;
}

/** `open`: the bytes in UTF-8, each time from the start. A byte-order mark says nothing about a report and is left out. */
export function coverageText(open: () => Iterable<Buffer>): CoverageText {
  const chunks = (): Iterable<Buffer> => withoutMark(open());
  const pieces = (): Iterable<string> => decode(chunks());
  const beginning = readBeginning(pieces());
  let parsed: JsonObject | undefined;
  return {
    beginning,
    chunks,
    pieces,
    object: () => {
      if (!beginning.startsWith('{')) return undefined;
      parsed ??= asObject(parseJson(join(pieces())), 'the report');
      return parsed;
    },
  };
}

function* withoutMark(chunks: Iterable<Buffer>): Generator<Buffer> {
  let isFirst = true;
  for (const chunk of chunks) {
    const hasMark = isFirst && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    isFirst = false;
    yield hasMark ? chunk.subarray(3) : chunk;
  }
}

function* decode(chunks: Iterable<Buffer>): Generator<string> {
  const decoder = new StringDecoder();
  for (const chunk of chunks) yield decoder.write(chunk);
  yield decoder.end();
}

function readBeginning(pieces: Iterable<string>): string {
  let beginning = '';
  for (const piece of pieces) {
    beginning += beginning === '' ? piece.trimStart() : piece;
    if (beginning.length >= BEGINNING) break;
  }
  return beginning.slice(0, BEGINNING);
}

function join(pieces: Iterable<string>): string {
  const list: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    length += piece.length;
    if (length > MOST_JSON) throw new Error(`it is larger than ${MOST_JSON / 1024 / 1024} MiB of JSON`);
    list.push(piece);
  }
  return list.join('');
}
