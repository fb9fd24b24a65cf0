import { createHash } from 'node:crypto';

/** Hex digits of a key. */
const KEY = 40;
/** Hex digits of the check sum that ends a line. */
const SUM = 8;
const NEWLINE = 10;
const SPACE = 32;
/** Length of a line whose content is one character. */
const BARE = KEY + SUM + 3;
/** Length of a line whose content is a name of 40 digits. */
const NAMING = KEY + SUM + 42;

/** One line of a log, read. */
export interface LoggedPass {
  readonly key: string;
  readonly content: string;
}

/**
 * One line of a log of passes: `<key> <content> <check sum>`. `content` is a word without blanks; the sum is over all that
 * stands before it, so that a damaged line is a miss and never a pass.
 */
export function formatPass(key: string, content: string): string {
  return `${key} ${content} ${sumOf(`${key} ${content}`)}\n`;
}

/**
 * What a log says about the keys; of several whole lines for one key the last one counts. Reads from the end, because what
 * is looked for was written lately, and stops when it has everything. A line that is not looked for costs a glance.
 */
export function findPasses(log: Uint8Array, keys: Iterable<string>): ReadonlyMap<string, string> {
  const bytes = Buffer.from(log.buffer, log.byteOffset, log.byteLength);
  const wanted = new Set(keys);
  const beginnings = new Uint8Array(1 << 15);
  for (const key of wanted) beginnings[beginningOf(Buffer.from(key, 'latin1'), 0)] = 1;
  const found = new Map<string, string>();
  let end = bytes.length;
  while (end > 0 && wanted.size > 0) {
    const start = startOfLine(bytes, end);
    if (beginnings[beginningOf(bytes, start)] === 1) takePass(bytes.toString('latin1', start, end), wanted, found);
    end = start - 1;
  }
  return found;
}

/** All whole lines of a log, in its order. */
export function passesOf(log: Uint8Array): readonly LoggedPass[] {
  const lines = Buffer.from(log.buffer, log.byteOffset, log.byteLength).toString('latin1').split('\n');
  return lines.flatMap((line) => parseLine(line) ?? []);
}

function takePass(line: string, wanted: Set<string>, found: Map<string, string>): void {
  if (!wanted.has(line.slice(0, KEY))) return;
  const pass = parseLine(line);
  if (pass === undefined) return;
  found.set(pass.key, pass.content);
  wanted.delete(pass.key);
}

function parseLine(line: string): LoggedPass | undefined {
  const sum = line.length - SUM;
  const isWhole = sum > KEY + 2 && line[KEY] === ' ' && line.slice(sum) === sumOf(line.slice(0, sum - 1));
  return isWhole ? { key: line.slice(0, KEY), content: line.slice(KEY + 1, sum - 1) } : undefined;
}

/** Five bits of each of the first three digits: they tell one line in four thousand from the rest. */
function beginningOf(bytes: Uint8Array, at: number): number {
  return (((bytes[at] ?? 0) & 31) << 10) | (((bytes[at + 1] ?? 0) & 31) << 5) | ((bytes[at + 2] ?? 0) & 31);
}

/**
 * Where the line begins that ends before `end`. Lines have one of two lengths as a rule, which saves the search: a sum at
 * the end and a key at the beginning tell such a line from the unfinished one behind another.
 */
function startOfLine(bytes: Buffer, end: number): number {
  if (bytes[end - SUM - 1] === SPACE) {
    if (bytes[end - BARE - 1] === NEWLINE && bytes[end - BARE + KEY] === SPACE) return end - BARE;
    if (bytes[end - NAMING - 1] === NEWLINE && bytes[end - NAMING + KEY] === SPACE) return end - NAMING;
  }
  return bytes.lastIndexOf(NEWLINE, end - 1) + 1;
}

function sumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, SUM);
}
