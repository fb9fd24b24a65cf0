import { endOfDigits, numberBetween } from '../core/coverage/byte-digits.ts';
import type { LineCounter } from '../core/coverage/pack.ts';
import { readHits, readLine } from '../core/coverage/parts.ts';
import type { ArmCounter } from './arms.ts';
import { type FunctionCounter, INDEXED } from './functions.ts';
import type { Section } from './section.ts';

/** Bytes of the records that are read where they stand. */
const CODES = { A: 65, B: 66, D: 68, colon: 58, comma: 44, minus: 45 } as const;

/** `DA:line,hits[,checksum]`. False for anything else. */
export function countLine(bytes: Buffer, start: number, end: number, lines: LineCounter): boolean {
  if (bytes[start] !== CODES.D || bytes[start + 1] !== CODES.A || bytes[start + 2] !== CODES.colon) return false;
  const comma = endOfDigits(bytes, start + 3);
  // Counters that overflowed to a negative number count as 0.
  const isNegative = bytes[comma + 1] === CODES.minus;
  const first = isNegative ? comma + 2 : comma + 1;
  const last = endOfDigits(bytes, first);
  if (comma === start + 3 || comma - start > 18 || bytes[comma] !== CODES.comma || last === first) return false;
  if (last > end || (last < end && bytes[last] !== CODES.comma)) return false;
  lines.add(numberBetween(bytes, start + 3, comma), isNegative ? 0 : numberBetween(bytes, first, last));
  return true;
}

/** `BRDA:line,[e]block,arm,taken`: the arm may be any text, commas included; `-` says that the block never ran. */
export function countArm(bytes: Buffer, start: number, end: number, arms: ArmCounter): boolean {
  if (bytes[start] !== CODES.B || bytes.toString('latin1', start, start + 5) !== 'BRDA:') return false;
  const last = bytes.lastIndexOf(CODES.comma, end - 1);
  const isNever = last === end - 2 && bytes[last + 1] === CODES.minus;
  const comma = endOfDigits(bytes, start + 5);
  const second = bytes.indexOf(CODES.comma, comma + 1);
  const isWhole = comma > start + 5 && comma - start < 21 && bytes[comma] === CODES.comma && second > comma + 1;
  if (!isWhole || last <= second + 1 || last === end - 1 || !(isNever || endOfDigits(bytes, last + 1) === end))
    return false;
  const hits = isNever ? 0 : numberBetween(bytes, last + 1, end);
  arms.add(numberBetween(bytes, start + 5, comma), hits, bytes, comma + 1, last);
  return true;
}

/** A record with its name, which is empty for a blank line or a comment. Throws for a line that is neither. */
export function readRecord(text: string, line: number): { readonly name: string; readonly value: string } {
  const name = text === 'end_of_record' ? text : text.slice(0, text.indexOf(':') + 1);
  if (READERS.has(name) || /^([A-Z]+:|end_of_record)$/.test(name)) return { name, value: text.slice(name.length) };
  if (text.trim() === '' || text.startsWith('#')) return { name: '', value: '' };
  throw new Error(`line ${line} is cut short or no LCOV record`);
}

/** Readers of the values of records: false when a value cannot be read. Other records hold sums or names. */
const READERS: ReadonlyMap<string, (value: string, functions: FunctionCounter) => boolean> = new Map([
  ['FN:', takeFunction],
  ['FNDA:', takeCalls],
  ['FNL:', takeIndexed],
  ['FNA:', takeIndexedCalls],
]);

/** False when the record cannot be read or stands outside of a section. `DA` and `BRDA` that come here are such. */
export function takeRecord(name: string, value: string, { isOpen, functions }: Section): boolean {
  const read = READERS.get(name);
  return read === undefined ? name !== 'DA:' && name !== 'BRDA:' : isOpen && read(value, functions);
}

/** `line,[last line,]name`: names hold commas too. */
function takeFunction(value: string, functions: FunctionCounter): boolean {
  const match = /^(\d+),(?:\d+,)?(.+)$/.exec(value);
  return define(functions, match?.[2], match?.[1]);
}

/** `hits,name` */
function takeCalls(value: string, functions: FunctionCounter): boolean {
  const comma = value.indexOf(',');
  return comma !== -1 && call(functions, value.slice(comma + 1), value.slice(0, comma));
}

/** `index,line[,last line]` */
function takeIndexed(value: string, functions: FunctionCounter): boolean {
  const [index, line] = value.split(',');
  return define(functions, INDEXED + index, line);
}

/** `index,hits,name` */
function takeIndexedCalls(value: string, functions: FunctionCounter): boolean {
  const [index, hits] = value.split(',');
  return call(functions, INDEXED + index, hits);
}

function define(functions: FunctionCounter, name: string | undefined, digits: string | undefined): boolean {
  const line = readLine(digits);
  if (!name || line === undefined) return false;
  functions.define(name, line);
  return true;
}

function call(functions: FunctionCounter, name: string, digits: string | undefined): boolean {
  const hits = readHits(digits);
  if (name === '' || hits === undefined) return false;
  functions.call(name, hits);
  return true;
}
