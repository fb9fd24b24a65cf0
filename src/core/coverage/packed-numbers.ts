const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
const VALUES = new Uint8Array(128);
for (const [value, code] of CODES.entries()) VALUES[code] = value;

/** A digit carries five bits; the sixth says that more follow, as in the mappings of source maps. */
const BASE = 32;
const LINE_FEED = 10;
const BLANK = 32;
/** The most that a number takes. */
const LONGEST = 11;
/** Room for the numbers that are known when all others are written: two. */
const HEAD = 2 * LONGEST;

/** Writes numbers, and names between them, into one text: two or three bytes where an array of pairs takes seventy. */
export class PackedWriter {
  #bytes: Buffer = Buffer.allocUnsafe(1024);
  #length = HEAD;
  /** Whether all names so far were of one byte a letter, as nearly all are. */
  #isPlain = true;

  /** `value` is an integer, not negative; beyond what is exact it is the largest exact one. */
  number(value: number): void {
    if (this.#length + LONGEST > this.#bytes.length) this.#grow(LONGEST);
    let rest = Math.min(value, Number.MAX_SAFE_INTEGER);
    while (rest >= BASE) {
      this.#bytes[this.#length++] = CODES[BASE + (rest % BASE)] as number;
      rest = Math.floor(rest / BASE);
    }
    this.#bytes[this.#length++] = CODES[rest] as number;
  }

  /** Text up to the end of its line: what follows a line feed in it is joined by blanks. */
  name(text: string): void {
    const line = text.includes('\n') ? text.replaceAll('\n', ' ') : text;
    this.#makeRoom(line.length * 3 + 1);
    if (!this.#plain(line)) this.#length += this.#bytes.write(line, this.#length);
    this.#bytes[this.#length++] = LINE_FEED;
  }

  /** The same of text that lies in `source` as UTF-8. */
  nameIn(source: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start + 1);
    for (let at = start; at < end; at += 1) {
      const code = source[at] as number;
      if (code > 127) this.#isPlain = false;
      this.#bytes[this.#length++] = code === LINE_FEED ? BLANK : code;
    }
    this.#bytes[this.#length++] = LINE_FEED;
  }

  /** All that was written since the last time, behind two numbers; nothing where nothing was. */
  take(first: number, second: number): string {
    const end = this.#length;
    if (end === HEAD) return '';
    this.#length = HEAD - widthOf(first) - widthOf(second);
    const start = this.#length;
    this.number(first);
    this.number(second);
    this.#length = HEAD;
    const encoding = this.#isPlain ? 'latin1' : 'utf8';
    this.#isPlain = true;
    return this.#bytes.toString(encoding, start, end);
  }

  /** Most names are a few letters, which are written here in a tenth of the time. False where one needs more than a byte. */
  #plain(text: string): boolean {
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 127) {
        this.#isPlain = false;
        return false;
      }
      this.#bytes[this.#length + at] = code;
    }
    this.#length += text.length;
    return true;
  }

  #makeRoom(size: number): void {
    if (this.#length + size > this.#bytes.length) this.#grow(size);
  }

  #grow(size: number): void {
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}

/** How many digits a number takes. */
function widthOf(value: number): number {
  let width = 1;
  for (let rest = Math.min(value, Number.MAX_SAFE_INTEGER); rest >= BASE; rest = Math.floor(rest / BASE)) width += 1;
  return width;
}

/** Reads what a `PackedWriter` wrote, in the same order. */
export class PackedReader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; ; unit *= BASE) {
      const digit = VALUES[this.#text.charCodeAt(this.#at++)] as number;
      if (!(digit >= BASE)) return value + (digit ?? 0) * unit;
      value += (digit - BASE) * unit;
    }
  }

  name(): string {
    const end = this.#text.indexOf('\n', this.#at);
    const name = this.#text.slice(this.#at, end === -1 ? undefined : end);
    this.#at = end === -1 ? this.#text.length : end + 1;
    return name;
  }
}
