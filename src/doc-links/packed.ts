/** Packs numbers and texts into bytes: numbers in as few as they need, texts behind all numbers in one stretch. */
export interface Packer {
  /** A whole number from 0 to 2³¹-1. */
  number(value: number): void;
  text(value: string): void;
  bytes(): Uint8Array;
}

/** An empty packer. */
export function packer(): Packer {
  const numbers: number[] = [];
  const texts: string[] = [];
  const number = (value: number): void => {
    let rest = value;
    for (; rest > LOW; rest >>>= 7) numbers.push((rest & LOW) | MORE);
    numbers.push(rest);
  };
  return {
    number,
    text: (value) => {
      number(value.length);
      texts.push(value);
    },
    bytes: () => {
      const text = texts.join('');
      const encoding = isLatin(text) ? 'latin1' : 'utf16le';
      const head = Buffer.alloc(HEAD);
      head.writeUInt32LE(numbers.length);
      head[HEAD - 1] = encoding === 'latin1' ? 0 : 1;
      return Buffer.concat([head, Buffer.from(numbers), Buffer.from(text, encoding)]);
    },
  };
}

/**
 * Gives back what was packed, in the same order, from bytes that are known to be whole. The texts are parts of one string: none
 * is copied. A class, because there is one for each document of a repository, and closures of its own would take longer.
 */
export class Unpacker {
  readonly #bytes: Buffer;
  readonly #texts: string;
  #at: number;
  #done = 0;

  /** What was packed stands from `start` to before `end`. */
  constructor(bytes: Buffer, start: number, end: number) {
    const numbersEnd = start + HEAD + bytes.readUInt32LE(start);
    this.#bytes = bytes;
    this.#texts = bytes.toString(bytes[start + HEAD - 1] === 0 ? 'latin1' : 'utf16le', numbersEnd, end);
    this.#at = start + HEAD;
  }

  number(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let value = 0;
    let shift = 0;
    let byte = bytes[at] ?? 0;
    for (; byte > LOW; byte = bytes[at] ?? 0) {
      value |= (byte & LOW) << shift;
      shift += 7;
      at += 1;
    }
    this.#at = at + 1;
    return value | (byte << shift);
  }

  /** A number, and as many things. */
  list<T>(unpackOne: (from: Unpacker) => T): readonly T[] {
    const all: T[] = [];
    for (let left = this.number(); left > 0; left -= 1) all.push(unpackOne(this));
    return all;
  }

  text(): string {
    const start = this.#done;
    this.#done = start + this.number();
    return this.#texts.slice(start, this.#done);
  }
}

/** Length of the numbers, and the encoding of the texts. Both of these keep every string as it is, half characters too. */
const HEAD = 5;
/** Seven bits of a number, and whether more follow. */
const LOW = 0x7f;
const MORE = 0x80;

function isLatin(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}
