import { endOfDigits, numberBetween } from '../core/coverage/byte-digits.ts';
import type { Section } from './section.ts';

// Nearly all lines are of four kinds in their plain form. They are read where they stand, byte by byte, without being looked
// at before. What is not plain, such as a checksum, a count that overflowed or a last line of a function, takes another way.

/** Bytes of records. */
const CODE = { zero: 48, nine: 57, colon: 58, comma: 44, minus: 45, feed: 10, carriage: 13 } as const;
const [A, B, D, F, N, R] = [65, 66, 68, 70, 78, 82];
/** Digits of a line number at most. */
const MOST_DIGITS = 15;

/** A record in its plain form: where its line feed stands, -1 for anything else. */
export function takePlain(bytes: Buffer, start: number, section: Section): number {
  switch (bytes[start]) {
    case D:
      return takeLine(bytes, start, section);
    case B:
      return takeArm(bytes, start, section);
    case F:
      return bytes[start + 2] === D ? takeCalls(bytes, start, section) : takeFunction(bytes, start, section);
    default:
      return -1;
  }
}

/** `DA:line,hits` */
function takeLine(bytes: Buffer, start: number, { lines }: Section): number {
  if (bytes[start + 1] !== A || bytes[start + 2] !== CODE.colon) return -1;
  let [line, hits] = [0, 0];
  let at = start + 3;
  for (let code = bytes[at] as number; isDigit(code); code = bytes[++at] as number) line = line * 10 + code - CODE.zero;
  if (bytes[at] !== CODE.comma || at === start + 3 || at - start > MOST_DIGITS + 3) return -1;
  const second = at + 1;
  at = second;
  for (let code = bytes[at] as number; isDigit(code); code = bytes[++at] as number) hits = hits * 10 + code - CODE.zero;
  if (bytes[at] === CODE.carriage) at += 1;
  if (bytes[at] !== CODE.feed || at === second) return -1;
  lines.add(line, hits);
  return at;
}

/** `BRDA:line,block,arm,taken` */
function takeArm(bytes: Buffer, start: number, { arms }: Section): number {
  if (bytes[start + 1] !== R || bytes[start + 2] !== D || bytes[start + 3] !== A) return -1;
  const comma = bytes[start + 4] === CODE.colon ? digitsTo(CODE.comma, bytes, start + 5) : -1;
  if (comma === -1) return -1;
  let [commas, last, at] = [0, comma, comma + 1];
  for (let code = bytes[at]; code !== CODE.feed; code = bytes[++at]) {
    if (code === undefined) return -1;
    if (code !== CODE.comma) continue;
    commas += 1;
    last = at;
  }
  const hits = readTaken(bytes, last + 1, bytes[at - 1] === CODE.carriage ? at - 1 : at);
  if (commas < 2 || bytes[comma + 1] === CODE.comma || hits === undefined) return -1;
  arms.add(numberBetween(bytes, start + 5, comma), hits, bytes, comma + 1, last);
  return at;
}

/** `-` says that the block never ran. */
function readTaken(bytes: Buffer, start: number, end: number): number | undefined {
  if (end === start + 1 && bytes[start] === CODE.minus) return 0;
  return end > start && endOfDigits(bytes, start) === end ? numberBetween(bytes, start, end) : undefined;
}

/** `FN:line,name` */
function takeFunction(bytes: Buffer, start: number, { functions }: Section): number {
  if (bytes[start + 1] !== N || bytes[start + 2] !== CODE.colon) return -1;
  const comma = digitsTo(CODE.comma, bytes, start + 3);
  const end = comma === -1 || isDigit(bytes[comma + 1] as number) ? -1 : bytes.indexOf(CODE.feed, comma);
  const name = nameBetween(bytes, comma + 1, end);
  if (name === '') return -1;
  functions.define(name, numberBetween(bytes, start + 3, comma));
  return end;
}

/** `FNDA:hits,name` */
function takeCalls(bytes: Buffer, start: number, { functions }: Section): number {
  if (bytes[start + 1] !== N || bytes[start + 3] !== A || bytes[start + 4] !== CODE.colon) return -1;
  const comma = digitsTo(CODE.comma, bytes, start + 5);
  const end = comma === -1 ? -1 : bytes.indexOf(CODE.feed, comma);
  const name = nameBetween(bytes, comma + 1, end);
  if (name === '') return -1;
  functions.call(name, numberBetween(bytes, start + 5, comma));
  return end;
}

/** Where the code stands behind digits, as many as a line number has at most; -1 where it does not. */
function digitsTo(code: number, bytes: Buffer, start: number): number {
  const end = endOfDigits(bytes, start);
  return bytes[end] === code && end > start && end - start <= MOST_DIGITS ? end : -1;
}

/** Empty where the end is not there. */
function nameBetween(bytes: Buffer, start: number, end: number): string {
  const last = bytes[end - 1] === CODE.carriage ? end - 1 : end;
  return last > start ? bytes.toString('utf8', start, last) : '';
}

function isDigit(code: number): boolean {
  return code >= CODE.zero && code <= CODE.nine;
}
