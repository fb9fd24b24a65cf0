import { followedBy } from './alternatives.ts';
import { DEEP, FLAT, type Piece, type Sequence } from './path-sequence.ts';

/** Longer ones nobody writes, and some would take long. */
const MOST_CHARACTERS = 8192;

/** What is read of an expression: where a path begins and ends stands between the pieces. */
const START = { one: '^' } as const;
const END = { one: '$' } as const;

/**
 * What a regular expression of Python that is searched for in paths says of the whole path, with alternatives written out.
 * Undefined for what globs cannot say exactly: lookarounds, repeated groups, classes of letters in other scripts, flags.
 */
export function readPythonRegex(text: string): readonly Sequence[] | undefined {
  if (text.length > MOST_CHARACTERS) return undefined;
  const isVerbose = text.trimStart().startsWith('(?x)');
  const reader = new Reader(isVerbose ? withoutLayout(text.trimStart().slice(4)) : text);
  const read = reader.alternatives();
  if (read === undefined || !reader.isAtEnd) return undefined;
  const sequences = read.map(anchored);
  return sequences.includes(undefined) ? undefined : (sequences as readonly Sequence[]);
}

/** The sequence of a whole path: open at each end where it is not anchored. Undefined: an anchor stands in its middle. */
function anchored(sequence: Sequence): Sequence | undefined {
  const starts = sequence.findIndex((piece) => piece !== START);
  const inside = sequence.filter((piece) => piece !== START && piece !== END);
  const ends = sequence.length - (starts === -1 ? sequence.length : starts) - inside.length;
  const isBetween = sequence.slice(starts, sequence.length - ends).some((piece) => piece === START || piece === END);
  if (starts !== -1 && isBetween) return undefined;
  return [...(sequence[0] === START ? [] : [DEEP]), ...inside, ...(sequence.at(-1) === END ? [] : [DEEP])];
}

/** `(?x)`: blanks and comments stand for nothing. */
function withoutLayout(text: string): string {
  return text.replace(/(\\[\s\S]|\[(?:\\.|[^\]])*\])|\s+|#[^\n]*/g, (_, kept: string | undefined) => kept ?? '');
}

/** One pass over the text, from left to right; every step gives undefined for what it cannot say. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#text.length;
  }

  alternatives(): readonly Sequence[] | undefined {
    const found: Sequence[] = [];
    do {
      const branch = this.#branch();
      if (branch === undefined) return undefined;
      found.push(...branch);
    } while (this.#take('|'));
    return found;
  }

  #branch(): readonly Sequence[] | undefined {
    let found: readonly Sequence[] | undefined = [[]];
    while (found !== undefined && !this.isAtEnd && !/[|)]/.test(this.#text[this.#at] ?? '')) {
      const atom = this.#repeated(this.#atom());
      found = atom === undefined ? undefined : followedBy(found, atom);
    }
    return found;
  }

  #atom(): readonly Sequence[] | undefined {
    const one = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (one === '^') return [[START]];
    if (one === '$') return [[END]];
    if (one === '.') return [[{ one: '?' }], ['/']];
    if (one === '(') return this.#group();
    if (one === '[') return this.#set();
    if (one === '\\') return this.#escape();
    return '*+?{'.includes(one) ? undefined : [[one]];
  }

  #group(): readonly Sequence[] | undefined {
    if (this.#take('?') && !this.#take(':') && !this.#takeName()) return undefined;
    const found = this.alternatives();
    return this.#take(')') ? found : undefined;
  }

  #escape(): readonly Sequence[] | undefined {
    const one = this.#text[this.#at] ?? '';
    this.#at += 1;
    if (one === 'A') return [[START]];
    if (one === 'Z') return [[END]];
    return /[^A-Za-z0-9]/.test(one) ? [[one]] : undefined;
  }

  #set(): readonly Sequence[] | undefined {
    const found = /^(\^?)((?:\\[^A-Za-z0-9]|[^\]\\])+)\]/.exec(this.#text.slice(this.#at));
    if (found === null) return undefined;
    this.#at += found[0].length;
    const inside = (found[2] ?? '').replace(/\\(.)/g, '$1');
    if (found[1] === '^') return inside === '/' ? [[{ one: '?' }]] : undefined;
    return /^[\w.-]+$/.test(inside) ? [[{ one: `[${inside}]` }]] : undefined;
  }

  /** What follows an atom: `?`, or `*` and `+` of any character or of any but a slash. */
  #repeated(atom: readonly Sequence[] | undefined): readonly Sequence[] | undefined {
    const [, sign] = /^([*+?]|\{[^}]*\})/.exec(this.#text.slice(this.#at)) ?? [];
    if (atom === undefined || sign === undefined) return atom;
    this.#at += sign.length;
    this.#take('?');
    if (sign === '?') return [...atom, []];
    if (sign !== '*' && sign !== '+') return undefined;
    const open = openPiece(atom);
    return open === undefined ? undefined : [[open]];
  }

  #takeName(): boolean {
    const [name = ''] = /^P<\w+>/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += name.length;
    return name !== '';
  }

  #take(one: string): boolean {
    if (this.#text[this.#at] !== one) return false;
    this.#at += 1;
    return true;
  }
}

/** What a repeated atom leaves open: `.` is read as a character that is no slash, or a slash. */
function openPiece(atom: readonly Sequence[]): Piece | undefined {
  const isAny = atom.every(([piece, ...more]) => more.length === 0 && isAnyOne(piece));
  if (!isAny) return undefined;
  return atom.length === 2 ? DEEP : FLAT;
}

function isAnyOne(piece: Piece | undefined): boolean {
  return piece === '/' || (typeof piece === 'object' && 'one' in piece && piece.one === '?');
}
