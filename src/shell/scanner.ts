import { Unclosed } from './part-meaning.ts';
import type { ShellToken, ShellWord } from './token.ts';
import { type PartSource, readPart, type WordPart } from './word-parts.ts';

const JOINED = /\\\r?\n/y;
const BLANK = /[ \t\r]+/y;
const COMMENT = /#[^\n]*/y;
const HERE = /<<[<-]?/y;
const OPERATOR = /\d?(?:>>|>\||<>|[<>](?!\())(?:&(?:\d|-)?-?)?|&>>?|&&|\|\||\|&|;;&|;[;&]|[;&|()\n]/y;
/** Before a command stands one of these, an operator, or nothing. */
const LEADS = /^(?:if|then|elif|else|while|until|do|!|\{)$/;

/** Reads a script from one place of a text to another, each character once. Throws `Unclosed`. */
export class Scanner {
  private readonly text: string;
  private readonly limit: number;
  private readonly source: PartSource;
  private at: number;
  private readonly found: ShellToken[] = [];
  /** Those of the word that is being read. */
  private parts: (WordPart & { readonly start: number })[] = [];
  /** Here-documents that begin after the line: their last lines, and whether tabs may stand before these. */
  private readonly heres: { readonly mark: string; readonly isIndented: boolean }[] = [];
  /** The word that names the command, of those since the last operator. */
  private lead: string | undefined;
  /** How many `case` are open: in them a `)` ends a pattern. */
  private cases = 0;
  /** Whether `[[` is open: in it operators are words. */
  private isTesting = false;

  constructor(text: string, at: number, limit: number, depth: number) {
    this.text = text;
    this.at = at;
    this.limit = limit;
    const script: PartSource['script'] = (from, deeper, end) =>
      new Scanner(text, from, end ?? limit, deeper).read(end === undefined);
    this.source = { text, limit, depth, script };
  }

  /** `isNested`: up to the `)` that closes what is read, which is taken and no token. */
  read(isNested: boolean): { readonly tokens: readonly ShellToken[]; readonly end: number } {
    let open = 0;
    while (this.at < this.limit) {
      const operator = this.next();
      if (operator === undefined) continue;
      if (operator === ')' && open === 0 && this.cases === 0 && isNested) return { tokens: this.found, end: this.at };
      if (operator === '(') open += 1;
      if (operator === ')' && open > 0) open -= 1;
      this.found.push({ type: 'operator', text: operator, start: this.at - operator.length, end: this.at });
      if (operator === '\n') this.endLine();
    }
    this.endWord();
    if (isNested) throw new Unclosed();
    return { tokens: this.found, end: this.at };
  }

  /** Takes what comes next; an operator is given back. */
  private next(): string | undefined {
    if (this.take(JOINED) !== undefined) return undefined;
    if (this.take(BLANK) !== undefined) this.endWord();
    else if (this.parts.length > 0 || this.take(COMMENT) === undefined) {
      const operator = this.isOperatorHere() ? (this.take(HERE) ?? this.take(OPERATOR)) : undefined;
      if (operator === undefined) this.takePart();
      else {
        this.endWord();
        if (!/[<>]/.test(operator)) this.lead = undefined;
        return operator;
      }
    }
    return undefined;
  }

  private isOperatorHere(): boolean {
    const letter = this.text[this.at] ?? '';
    // A digit before `>` is part of a word unless it stands alone.
    if (/\d/.test(letter)) return this.parts.length === 0;
    return letter === '\n' || (!this.isTesting && !this.isArithmetic());
  }

  /** `((i < 3))` as a command or behind `for`. */
  private isArithmetic(): boolean {
    const isFirst = this.parts.length === 0 && (this.lead === undefined || this.lead === 'for');
    return isFirst && /^\(\([^()\n]*\)\)/.test(this.text.slice(this.at, this.at + 200));
  }

  private takePart(): void {
    const { at } = this;
    const isArithmetic = this.text.startsWith('((', at) && !this.isTesting;
    const end = isArithmetic ? this.text.indexOf('))', at) + 2 : undefined;
    const part =
      end === undefined
        ? readPart(this.source, at)
        : { text: this.text.slice(at, end), isOpen: true, isQuoted: true, inner: [], end };
    this.parts.push({ ...part, start: at });
    this.at = part.end;
  }

  private endWord(): void {
    const { found, parts } = this;
    const [first] = parts;
    const last = parts.at(-1);
    if (first === undefined || last === undefined) return;
    const word: ShellWord = {
      type: 'word',
      text: parts.map(({ text }) => text).join(''),
      raw: parts.map(({ start, end }) => this.text.slice(start, end)).join(''),
      isOpen: parts.some(({ isOpen }) => isOpen),
      isQuoted: parts.some(({ isQuoted }) => isQuoted),
      inner: parts.flatMap(({ inner }) => inner),
      start: first.start,
      end: last.end,
    };
    this.parts = [];
    const before = found.at(-1);
    if (before?.type === 'operator' && /^<<-?$/.test(before.text))
      this.heres.push({ mark: word.text, isIndented: before.text === '<<-' });
    found.push(word);
    if (word.raw === '[[') this.isTesting = true;
    if (word.raw === ']]') this.isTesting = false;
    if (this.lead !== undefined || LEADS.test(word.raw)) return;
    this.lead = word.raw;
    this.cases = Math.max(0, this.cases + (word.raw === 'case' ? 1 : word.raw === 'esac' ? -1 : 0));
  }

  /** Passes over the here-documents that the line has begun. */
  private endLine(): void {
    this.isTesting = false;
    for (const { mark, isIndented } of this.heres.splice(0)) {
      let line: string | undefined;
      while (this.at < this.limit && line !== mark) {
        const end = this.text.indexOf('\n', this.at);
        line = this.text.slice(this.at, end === -1 ? this.limit : end).replace(/\r$/, '');
        if (isIndented) line = line.replace(/^\t+/, '');
        this.at = end === -1 ? this.limit : Math.min(this.limit, end + 1);
      }
    }
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined || this.at + found.length > this.limit) return undefined;
    this.at += found.length;
    return found;
  }
}
