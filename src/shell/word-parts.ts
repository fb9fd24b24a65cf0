import { isEscaped, matchAt, meaningOfPlain, meaningOfQuoted, placeholder, Unclosed } from './part-meaning.ts';
import type { ShellToken } from './token.ts';

/** A piece of a word: quoted or not, an expansion. */
export interface WordPart {
  readonly text: string;
  readonly isOpen: boolean;
  readonly isQuoted: boolean;
  readonly inner: readonly (readonly ShellToken[])[];
  readonly end: number;
}

/** A text of which a part is read. */
export interface PartSource {
  readonly text: string;
  readonly limit: number;
  /** How deep the part stands in others. */
  readonly depth: number;
  /** Reads a script that begins there, up to the `)` that closes it or to an end that is known. */
  readonly script: (
    at: number,
    depth: number,
    end?: number,
  ) => { readonly tokens: readonly ShellToken[]; readonly end: number };
}

/** So deep may parts stand in parts, and scripts in words of scripts. */
const DEEPEST = 30;

const ARGUMENT = /\$(?:[\d@*]|\{[\d@*]\})/y;
const PLAIN = /[^\s'"\\`$&|;<>()]+|[\s\S]/y;

/** The part that begins at a place, which is before the limit. Throws `Unclosed`. */
export function readPart(source: PartSource, at: number): WordPart {
  const { text, limit, depth } = source;
  if (depth > DEEPEST) throw new Unclosed();
  switch (text[at]) {
    case "'":
      return singleQuoted(source, at, at + 1);
    case '"':
      return doubleQuoted(source, at);
    case '`':
      return ticks(source, at);
    case '$':
      return dollar(source, at);
    case '<':
    case '>':
      return text[at + 1] === '(' ? substitution(source, at) : plain(source, at);
    case '\\':
      return at + 1 < limit ? { ...quoted(text[at + 1] ?? '', at + 2), isOpen: false } : plain(source, at);
    default:
      return plain(source, at);
  }
}

function plain({ text, limit }: PartSource, at: number): WordPart {
  const raw = (matchAt(PLAIN, text, at) ?? '').slice(0, limit - at);
  return { ...meaningOfPlain(raw), isQuoted: raw === '$' || raw === '\\', inner: [], end: at + raw.length };
}

function quoted(text: string, end: number): WordPart {
  return { text, isOpen: false, isQuoted: true, inner: [], end };
}

/** `from`: where the text begins. Under `$'` a backslash keeps the quote open. */
function singleQuoted({ text, limit }: PartSource, at: number, from: number): WordPart {
  let close = text.indexOf("'", from);
  while (from > at + 1 && close !== -1 && isEscaped(text, from, close)) close = text.indexOf("'", close + 1);
  if (close === -1 || close >= limit) throw new Unclosed();
  return quoted(text.slice(from, close), close + 1);
}

function doubleQuoted(source: PartSource, at: number): WordPart {
  const { text, limit } = source;
  const inside = { ...source, depth: source.depth + 1 };
  const inner: (readonly ShellToken[])[] = [];
  let place = at + 1;
  while (place < limit && text[place] !== '"') {
    const letter = text[place];
    if (letter === '\\') place += 2;
    else if (letter === '$' || letter === '`') {
      const part = letter === '$' ? dollar(inside, place, true) : ticks(inside, place);
      inner.push(...part.inner);
      place = part.end;
    } else place += 1;
  }
  if (place >= limit) throw new Unclosed();
  return { ...meaningOfQuoted(text.slice(at + 1, place)), isQuoted: true, inner, end: place + 1 };
}

function ticks(source: PartSource, at: number): WordPart {
  const { text, limit } = source;
  let close = text.indexOf('`', at + 1);
  while (close !== -1 && isEscaped(text, at, close)) close = text.indexOf('`', close + 1);
  if (close === -1 || close >= limit) throw new Unclosed();
  return open(source, at, close + 1, [source.script(at + 1, source.depth + 1, close).tokens]);
}

/** What begins with `$`; between double quotes `'` and `"` begin nothing behind it. */
function dollar(source: PartSource, at: number, isInQuotes = false): WordPart {
  const { text } = source;
  const argument = matchAt(ARGUMENT, text, at);
  if (argument !== undefined) return quoted(placeholder(argument), at + argument.length);
  const next = text[at + 1];
  if (next === '(') return text[at + 2] === '(' ? arithmetic(source, at) : substitution(source, at);
  if (next === '{') return braces(source, at);
  if (next === "'" && !isInQuotes) return singleQuoted(source, at, at + 2);
  return plain(source, at);
}

function substitution(source: PartSource, at: number): WordPart {
  const { tokens, end } = source.script(at + 2, source.depth + 1);
  return open(source, at, end, [tokens]);
}

/** `$((1 << 3))`; what only begins like it is a script, as `$((a); b)`. */
function arithmetic(source: PartSource, at: number): WordPart {
  const { text, limit } = source;
  let depth = 0;
  for (let place = at + 1; place < limit; place += 1) {
    if (text[place] === '(') depth += 1;
    else if (text[place] === ')') depth -= 1;
    if (depth === 0) return text[place - 1] === ')' ? open(source, at, place + 1, []) : substitution(source, at);
  }
  throw new Unclosed();
}

/** `${x:-"}"}`: up to the brace that closes it, quotes and expansions taken whole. */
function braces(source: PartSource, at: number): WordPart {
  const { text, limit } = source;
  const inside = { ...source, depth: source.depth + 1 };
  const inner: (readonly ShellToken[])[] = [];
  let depth = 0;
  let place = at + 1;
  while (place < limit) {
    const letter = text[place] ?? '';
    if (letter === '}' && depth === 1) return open(source, at, place + 1, inner);
    if (letter === '{' || letter === '}') depth += letter === '{' ? 1 : -1;
    const part = /["$`\\]/.test(letter) ? readPart(inside, place) : undefined;
    inner.push(...(part?.inner ?? []));
    place = part?.end ?? place + 1;
  }
  throw new Unclosed();
}

function open({ text }: PartSource, at: number, end: number, inner: WordPart['inner']): WordPart {
  return { text: text.slice(at, end), isOpen: true, isQuoted: true, inner, end };
}
