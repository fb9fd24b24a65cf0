/*
 * A pack holds objects of a shared store in one file: a line with its version and how many there are, for each a record with
 * its kind, name, and where its bytes begin and how many they are, in the order of the records, then the bytes.
 * Whoever wants one reads the records and not the rest. What is in a pack is signed object by object, and the pack is not.
 */

/** Kinds of objects, by the byte that stands for them. */
const KINDS = ['entry', 'blob'] as const;

/** An object by its kind and its name of 64 digits. */
export interface PackedName {
  readonly kind: (typeof KINDS)[number];
  readonly name: string;
}

/** The same with its bytes. */
export interface PackedObject extends PackedName {
  readonly bytes: Uint8Array;
}

/** Where in a pack the bytes of an object are. */
export interface Place {
  readonly start: number;
  readonly length: number;
}

/** Finds objects by what `placeKey` makes of them. */
export type PackIndex = ReadonlyMap<string, Place>;

const VERSION = 'lattice-hooks pack 1';
const FIRST_LINE = new RegExp(`^${VERSION} (\\d{1,7})\n`);
/** Bytes in which the first line ends. */
export const FIRST_LINE_BYTES = 40;
/** One byte for the kind, 32 for the name, and two numbers. */
const RECORD_BYTES = 1 + 32 + 4 + 4;

/** The bytes of a pack; of objects with the same name only the last one. */
export function formatPack(objects: Iterable<PackedObject>): Buffer {
  const byKey = new Map([...objects].map((one) => [placeKey(one), one]));
  const sorted = [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  const first = Buffer.from(`${VERSION} ${sorted.length}\n`);
  const records = Buffer.alloc(sorted.length * RECORD_BYTES);
  let at = first.length + records.length;
  sorted.forEach(({ kind, name, bytes }, index) => {
    const record = index * RECORD_BYTES;
    records.writeUInt8(KINDS.indexOf(kind), record);
    records.write(name, record + 1, 'hex');
    records.writeUInt32BE(at, record + 33);
    records.writeUInt32BE(bytes.length, record + 37);
    at += bytes.length;
  });
  return Buffer.concat([first, records, ...sorted.map(({ bytes }) => bytes)]);
}

/** Bytes at the beginning of a pack that its records end in; undefined: it is none. `start`: its first `FIRST_LINE_BYTES`. */
export function indexBytes(start: Uint8Array): number | undefined {
  const [line, count] = FIRST_LINE.exec(Buffer.from(start).toString('latin1')) ?? [];
  return line === undefined ? undefined : line.length + Number(count) * RECORD_BYTES;
}

/** Where the objects of a pack are. `head`: as many bytes as `indexBytes` says; `size`: those of the pack. Lies about places are left out. */
export function readIndex(head: Uint8Array, size: number): PackIndex {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  const end = indexBytes(bytes.subarray(0, FIRST_LINE_BYTES)) ?? 0;
  const index = new Map<string, Place>();
  for (let at = bytes.indexOf(10) + 1; at + RECORD_BYTES <= Math.min(end, bytes.length); at += RECORD_BYTES) {
    const kind = KINDS[bytes[at] ?? -1];
    const place = { start: bytes.readUInt32BE(at + 33), length: bytes.readUInt32BE(at + 37) };
    const isInside = place.start >= end && place.start + place.length <= size;
    if (kind !== undefined && isInside)
      index.set(placeKey({ kind, name: bytes.toString('hex', at + 1, at + 33) }), place);
  }
  return index;
}

/** All objects of a pack; none of what is no pack. */
export function objectsOf(pack: Uint8Array): readonly PackedObject[] {
  const end = indexBytes(pack.subarray(0, FIRST_LINE_BYTES)) ?? 0;
  return [...readIndex(pack.subarray(0, end), pack.length)].flatMap(([key, { start, length }]) => {
    const [kind, name = ''] = key.split(' ');
    const known = KINDS.find((one) => one === kind);
    return known === undefined ? [] : [{ kind: known, name, bytes: pack.subarray(start, start + length) }];
  });
}

/** A kind and a name as one text. */
export function placeKey({ kind, name }: PackedName): string {
  return `${kind} ${name}`;
}
