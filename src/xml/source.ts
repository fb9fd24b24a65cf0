/** A tag, a comment or a text that is longer is none that a tool writes. */
const LONGEST = 1024 * 1024;

/** A document that arrives in pieces: what is read is forgotten. */
export class XmlSource {
  readonly #pieces: Iterator<string>;
  #text = '';
  #at = 0;

  constructor(pieces: Iterable<string>) {
    this.#pieces = pieces[Symbol.iterator]();
  }

  /** Whether nothing is left. */
  isDone(): boolean {
    return this.#at >= this.#text.length && !this.#more();
  }

  startsWith(mark: string): boolean {
    while (this.#text.length - this.#at < mark.length && this.#more());
    return this.#text.startsWith(mark, this.#at);
  }

  /** The next characters, which are not taken. */
  peek(length: number): string {
    while (this.#text.length - this.#at < length && this.#more());
    return this.#text.slice(this.#at, this.#at + length);
  }

  /** Takes all up to the next `<`, which is left, or up to the end. */
  textToTag(): string {
    const end = this.#find('<', 0);
    return this.#take(end ?? this.#text.length - this.#at);
  }

  /** Takes all up to the mark, with it. The mark is looked for after `skipped` characters. `what`: for people. */
  to(mark: string, what: string, skipped = 0): string {
    const at = this.#find(mark, skipped);
    if (at === undefined) throw new Error(`cut short inside ${what}`);
    return this.#take(at + mark.length);
  }

  /** Takes a tag up to its `>` outside of quotes, or all that is left where it has none. */
  tag(): string {
    let position = 0;
    let end = this.#find('>', 0);
    while (end !== undefined) {
      const quote = this.#firstQuote(position, end);
      if (quote === undefined) return this.#take(end + 1);
      const closing = this.#find(this.#text[this.#at + quote] as string, quote + 1);
      if (closing === undefined) break;
      position = closing + 1;
      if (end < position) end = this.#find('>', position);
    }
    return this.#take(this.#text.length - this.#at);
  }

  #firstQuote(from: number, end: number): number | undefined {
    for (let at = from; at < end; at += 1) {
      const code = this.#text.charCodeAt(this.#at + at);
      if (code === 34 || code === 39) return at;
    }
    return undefined;
  }

  /** Where the mark is, counted from here. */
  #find(mark: string, from: number): number | undefined {
    let start = from;
    for (;;) {
      const at = this.#text.indexOf(mark, this.#at + start);
      if (at !== -1) return at - this.#at;
      start = Math.max(from, this.#text.length - this.#at - mark.length + 1);
      if (!this.#more()) return undefined;
    }
  }

  #take(length: number): string {
    const taken = this.#text.slice(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** Adds the next piece to what is not read yet. False when there is none. */
  #more(): boolean {
    const next = this.#pieces.next();
    if (next.done === true) return false;
    const rest = this.#text.slice(this.#at);
    if (rest.length > LONGEST) throw new Error('a tag or a text that is longer than any of a report');
    this.#text = rest + next.value;
    this.#at = 0;
    return true;
  }
}
