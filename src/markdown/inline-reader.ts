import { bareUrlEnd } from './bare-urls.ts';
import type { Brackets, Opener } from './brackets.ts';
import { closeBracket, openBracket } from './brackets.ts';
import type { CodeSpans } from './code-spans.ts';
import { codeSpans, codeText } from './code-spans.ts';
import { decodeEntities } from './entities.ts';
import type { Find } from './html-tags.ts';
import { readTag } from './html-tags.ts';
import { forwardSearch, matchAt } from './match-at.ts';
import { type InlineLink, NO_TEXT, type Piece } from './pieces.ts';

const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+)>/iy;
const REFERENCE = /&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,31});/y;
const ESCAPED = /[!-/:-@[-`{-~]/;

/**
 * Reads the constructs of one block, which are asked for in their order.
 * A class, because there is one for each block with any: closures of its own would take longer to make than to use.
 */
export class InlineReader implements Brackets {
  readonly text: string;
  readonly isDefined: (label: string) => boolean;
  readonly pieces: Piece[] = [];
  readonly links: InlineLink[] = [];
  readonly openers: Opener[] = [];
  settledBelow = 0;
  readonly #readsText: boolean;
  #spans: CodeSpans | undefined;
  #find: Find | undefined;

  /** `readsText`: whether somebody looks at the text; else there is none in the pieces. */
  constructor(text: string, isDefined: (label: string) => boolean, readsText: boolean) {
    this.text = text;
    this.isDefined = isDefined;
    this.#readsText = readsText;
  }

  /** Adds text as a reader sees it. */
  addText(value: string): void {
    if (value !== '' && this.#readsText) this.pieces.push({ type: 'text', value });
  }

  /** Reads the construct that a character begins, and returns the offset behind it. Any that is not listed begins an address. */
  readAt(offset: number): number {
    switch (this.text.charCodeAt(offset)) {
      case OPENING:
        return openBracket(this, this.#takeBracket(offset, 1), false);
      case CLOSING:
        return closeBracket(this, offset) ?? this.#takeLiteral(offset, 1);
      case EXCLAMATION:
        return this.text.charCodeAt(offset + 1) === OPENING
          ? openBracket(this, this.#takeBracket(offset, 2), true)
          : this.#takeLiteral(offset, 1);
      case BACKTICK:
        return this.#readCode(offset);
      case LESS_THAN:
        return this.#readTag(offset);
      case BACKSLASH:
        return this.#takeLiteral(ESCAPED.test(this.text[offset + 1] ?? '') ? offset + 1 : offset, 1);
      case ASTERISK:
      case UNDERSCORE:
        return this.#readDelimiters(offset);
      case AMPERSAND:
        return this.#readReference(offset);
      default:
        return this.#readAddress(offset);
    }
  }

  /** Takes characters as they stand, or as the value given, and returns the offset behind them. */
  #takeLiteral(offset: number, length: number, value?: string): number {
    if (this.#readsText) this.addText(value ?? this.text.slice(offset, offset + length));
    return offset + length;
  }

  /** The same of a bracket that opens something, whose place among the pieces is known by one of its own. */
  #takeBracket(offset: number, length: number): number {
    this.pieces.push(this.#readsText ? { type: 'text', value: this.text.slice(offset, offset + length) } : NO_TEXT);
    return offset + length;
  }

  #readDelimiters(offset: number): number {
    const { text } = this;
    let end = offset + 1;
    while (text.charCodeAt(end) === text.charCodeAt(offset)) end += 1;
    this.pieces.push({ type: 'delimiters', start: offset, length: end - offset, left: end - offset, open: true });
    return end;
  }

  #readReference(offset: number): number {
    const reference = matchAt(REFERENCE, this.text, offset)?.[0] ?? '&';
    return this.#takeLiteral(offset, reference.length, decodeEntities(reference));
  }

  #readCode(offset: number): number {
    const { text } = this;
    let start = offset + 1;
    while (text.charCodeAt(start) === BACKTICK) start += 1;
    this.#spans ??= codeSpans(text);
    const end = this.#spans.closing(start - offset, start);
    if (end === undefined) return this.#takeLiteral(offset, start - offset);
    const behind = end + start - offset;
    if (this.#readsText) this.addText(codeText(text.slice(start, end)));
    return behind;
  }

  #readTag(offset: number): number {
    const { text, links, pieces } = this;
    const autolink = matchAt(AUTOLINK, text, offset);
    if (autolink?.[1] !== undefined) {
      const [whole, address] = autolink;
      // Nothing is to be said of mail addresses.
      if (address.includes(':')) links.push({ type: 'inline', destination: address, offset: offset + 1 });
      return this.#takeLiteral(offset, whole.length, address);
    }
    this.#find ??= forwardSearch(text);
    const tag = readTag(text, offset, this.#find);
    if (tag === undefined) return this.#takeLiteral(offset, 1);
    pieces.push({ type: 'tag', tag });
    return tag.end;
  }

  #readAddress(offset: number): number {
    const { text, links, openers } = this;
    // Inside brackets a URL is text, so that it does not swallow the bracket that closes them.
    const end = openers.length === 0 ? bareUrlEnd(text, offset) : undefined;
    if (end === undefined) return this.#takeLiteral(offset, 1);
    const url = decodeEntities(text.slice(offset, end));
    links.push({ type: 'inline', destination: /^www\./i.test(url) ? `http://${url}` : url, offset });
    return this.#takeLiteral(offset, end - offset);
  }
}

const EXCLAMATION = 33;
const AMPERSAND = 38;
const ASTERISK = 42;
const LESS_THAN = 60;
const OPENING = 91;
const BACKSLASH = 92;
const CLOSING = 93;
const UNDERSCORE = 95;
const BACKTICK = 96;
