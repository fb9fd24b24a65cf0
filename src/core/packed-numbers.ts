const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CODES = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0));
const VALUES = new Uint8Array(128);
for (const [value, code] of CODES.entries()) VALUES[code] = value;

/** A digit carries five bits; the sixth says that more follow, as in the mappings of source maps. */
const BASE = 32;
const LINE_FEED = 10;

/** Writes numbers, and names between them, into one text: two or three bytes where an array of pairs takes seventy. */
export class PackedWriter {
  private bytes: Buffer = Buffer.allocUnsafe(1024);
  private length = 0;

  /** `value` is an integer, not negative; beyond what is exact it is the largest exact one. */
  number(value: number): void {
    this.makeRoom(12);
    let rest = Math.min(value, Number.MAX_SAFE_INTEGER);
    while (rest >= BASE) {
      this.bytes[this.length++] = CODES[BASE + (rest % BASE)] as number;
      rest = Math.floor(rest / BASE);
    }
    this.bytes[this.length++] = CODES[rest] as number;
  }

  /** Text up to the end of its line: what follows a line feed in it is joined by blanks. */
  name(text: string): void {
    const line = text.includes('\n') ? text.replaceAll('\n', ' ') : text;
    this.makeRoom(line.length * 3 + 1);
    if (!this.plain(line)) this.length += this.bytes.write(line, this.length);
    this.bytes[this.length++] = LINE_FEED;
  }

  /** Most names are a few letters, which are written here in a tenth of the time. False where one needs more than a byte. */
  private plain(text: string): boolean {
    const { bytes, length } = this;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 127) return false;
      bytes[length + at] = code;
    }
    this.length += text.length;
    return true;
  }

  /** All that was written since the last time. */
  take(): string {
    const text = this.bytes.toString('utf8', 0, this.length);
    this.length = 0;
    return text;
  }

  private makeRoom(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.length + size));
    this.bytes.copy(grown, 0, 0, this.length);
    this.bytes = grown;
  }
}

/** Reads what a `PackedWriter` wrote, in the same order. */
export class PackedReader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isDone(): boolean {
    return this.at >= this.text.length;
  }

  number(): number {
    let value = 0;
    for (let unit = 1; ; unit *= BASE) {
      const digit = VALUES[this.text.charCodeAt(this.at++)] as number;
      if (!(digit >= BASE)) return value + (digit ?? 0) * unit;
      value += (digit - BASE) * unit;
    }
  }

  name(): string {
    const end = this.text.indexOf('\n', this.at);
    const name = this.text.slice(this.at, end === -1 ? undefined : end);
    this.at = end === -1 ? this.text.length : end + 1;
    return name;
  }
}
