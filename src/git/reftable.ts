import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isErrno } from '../core/errors.ts';

/** What `HEAD` holds where refs are kept as reftables: a name that no branch has, so that older gits refuse to work. */
export const STUB_HEAD = 'ref: refs/heads/.invalid';

/** How often a list is read again of which git has removed a table meanwhile. */
const ATTEMPTS = 20;
/** Bytes of the header: version 2 names the hash of ids besides. */
const HEADERS: Readonly<Record<number, number>> = { 1: 24, 2: 28 };
const REFS = 'r'.charCodeAt(0);
/** What a record holds. */
const [DELETED, ID, TAG, SYMBOLIC] = [0, 1, 2, 3];

/** The tables of a folder `reftable`, as they were at one moment. Git replaces tables and never writes into one. */
export interface TableStack {
  /** Names of the tables; another list whenever a ref is another one. */
  readonly list: string;
  /** Their bytes, the oldest first. */
  readonly tables: readonly Buffer[];
}

/** Reads the tables of a git directory; nothing is parsed. Throws what the disk says, but for what is not there. */
export function readStack(gitDir: string): TableStack {
  const folder = join(gitDir, 'reftable');
  for (let attempt = 1; ; attempt += 1) {
    try {
      const list = textOf(join(folder, 'tables.list'));
      const names = list.split('\n').filter((name) => name !== '');
      return { list, tables: names.map((name) => readFileSync(join(folder, name))) };
    } catch (error) {
      // Git has merged tables since we read the list.
      if (!isErrno(error, 'ENOENT') || attempt === ATTEMPTS) throw error;
    }
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}

/** What each name leads to, `HEAD` among them: an id, or `ref: ` and another name. Throws for tables of an unknown form. */
export function refsIn({ tables }: TableStack): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const table of tables) {
    for (const [name, value] of recordsOf(table)) {
      if (value === undefined) refs.delete(name);
      else refs.set(name, value);
    }
  }
  return refs;
}

type RefRecord = readonly [name: string, value: string | undefined];

/** The blocks of refs are the first ones of a table. See "reftable" in git's technical documentation. */
function recordsOf(table: Buffer): readonly RefRecord[] {
  const header = HEADERS[table.readUInt8(4)];
  if (table.toString('latin1', 0, 4) !== 'REFT' || header === undefined)
    throw new Error('a reftable of an unknown form');
  const idLength = header > 24 && table.toString('latin1', 24, 28) === 's256' ? 32 : 20;
  const blockSize = table.readUIntBE(5, 3);
  const records: RefRecord[] = [];
  for (let start = 0, first = header; table[start + first] === REFS; first = 0) {
    // The first block counts the header in.
    const end = start + table.readUIntBE(start + first + 1, 3);
    if (end <= start + first + 4) throw new Error('a reftable of an unknown form');
    readBlock(table, start + first + 4, recordsEnd(table, end), idLength, records);
    start = table[end] === 0 ? start + blockSize : end;
  }
  return records;
}

/** A block ends with the places of names that are written whole, three bytes each, and how many these are. */
function recordsEnd(table: Buffer, end: number): number {
  return end - 2 - 3 * table.readUInt16BE(end - 2);
}

function readBlock(table: Buffer, start: number, end: number, idLength: number, records: RefRecord[]): void {
  const reader = new Reader(table, start);
  let name: Buffer = Buffer.alloc(0);
  while (reader.position < end) {
    const kept = name.subarray(0, reader.number());
    const rest = reader.number();
    name = Buffer.concat([kept, reader.bytes(rest >> 3)]);
    reader.number(); // When it was made, counted from the table's first change.
    records.push([name.toString('latin1'), readValue(rest & 7, reader, idLength)]);
  }
}

function readValue(type: number, reader: Reader, idLength: number): string | undefined {
  if (type === DELETED) return undefined;
  if (type === SYMBOLIC) return `ref: ${reader.bytes(reader.number()).toString('latin1')}`;
  if (type !== ID && type !== TAG) throw new Error('a reftable with refs of an unknown form');
  const id = reader.bytes(idLength).toString('hex');
  // What the tag is about.
  if (type === TAG) reader.bytes(idLength);
  return id;
}

class Reader {
  readonly #bytes: Buffer;
  position: number;

  constructor(bytes: Buffer, position: number) {
    this.#bytes = bytes;
    this.position = position;
  }

  /** In the variable width of gitformat-pack(5). */
  number(): number {
    let byte = this.#bytes.readUInt8(this.position);
    let value = byte & 127;
    for (this.position += 1; byte >= 128; this.position += 1) {
      byte = this.#bytes.readUInt8(this.position);
      value = (value + 1) * 128 + (byte & 127);
    }
    return value;
  }

  bytes(length: number): Buffer {
    const start = this.position;
    this.position += length;
    if (this.position > this.#bytes.length) throw new RangeError('a reftable that was cut short');
    return this.#bytes.subarray(start, this.position);
  }
}
