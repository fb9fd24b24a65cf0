/** Any characters, slashes included; any but slashes; exactly one that is no slash, as a glob writes it. */
export const DEEP = { deep: true } as const;
export const FLAT = { flat: true } as const;
/** A character as a glob writes it: `?` or a class. */
export interface One {
  readonly one: string;
}

/** A part of a path: text as it stands, or characters that are left open. */
export type Piece = string | typeof DEEP | typeof FLAT | One;

/** What a whole path looks like, from its first character to its last. A path pattern is a list of them, of which one fits. */
export type Sequence = readonly Piece[];

/** More than that nobody wants to read in a config. */
const MOST_GLOBS = 40;
/** What the config allows in one glob, see `config/compile/glob-limits.ts`: `**`, and `*` in one segment. */
const MOST_DEEP = 3;
const MOST_FLAT = 4;

/** Sequences with texts joined and what is left open twice in a row left open once. */
export function normalized(sequence: Sequence): Sequence {
  const pieces: Piece[] = [];
  for (const piece of sequence) {
    const last = pieces.at(-1);
    if (piece === '') continue;
    if (typeof piece === 'string' && typeof last === 'string') pieces[pieces.length - 1] = last + piece;
    else if (isOpen(piece) && isOpen(last)) pieces[pieces.length - 1] = piece === DEEP ? DEEP : (last ?? piece);
    else pieces.push(piece);
  }
  return pieces;
}

/** The globs that match exactly the paths of these sequences; undefined where there are none, or too many. */
export function toGlobs(sequences: readonly Sequence[]): readonly string[] | undefined {
  const possible = sequences.map(normalized).filter(isPossible);
  const found = possible.flatMap((sequence) => globsOf(sequence, ''));
  // No path is empty: `^$` excludes nothing.
  const distinct = new Set(found.map((glob) => glob.replace(/(?:\*\*\/)+/g, '**/')));
  distinct.delete('');
  const globs = [...distinct].filter((glob) => !distinct.has(glob.replace('*/**/', '**/')) || !glob.includes('*/**/'));
  const isUsable = globs.length <= MOST_GLOBS && globs.every(isAllowed);
  return isUsable ? joinEndings(globs) : undefined;
}

/** Whether the path is one of the sequence. */
export function fitsSequence(sequence: Sequence, path: string): boolean {
  const source = sequence.map((piece) => {
    if (typeof piece === 'string') return piece.replace(/[^\w]/g, '\\$&');
    return piece === DEEP ? '.*' : 'one' in piece ? piece.one.replace('?', '[^/]') : '[^/]*';
  });
  return new RegExp(`^${source.join('')}$`, 's').test(path);
}

/** No path has two slashes in a row, or one at an end. */
function isPossible(sequence: Sequence): boolean {
  const text = sequence.map((piece) => (typeof piece === 'string' ? piece : '?')).join('');
  return !/^\/|\/\/|\/$/.test(text);
}

function isOpen(piece: Piece | undefined): boolean {
  return piece === DEEP || piece === FLAT;
}

function globsOf([piece, ...rest]: Sequence, glob: string): readonly string[] {
  if (piece === undefined) return [glob];
  if (typeof piece === 'string') return globsOf(rest, glob + escaped(piece));
  if (piece === FLAT) return globsOf(rest, `${glob}*`);
  if (piece !== DEEP) return globsOf(rest, glob + (piece as One).one);
  const isAtStart = glob === '' || glob.endsWith('/');
  const [next] = rest;
  if (next === undefined) return isAtStart ? [`${glob}**`] : [`${glob}*`, `${glob}*/**`];
  if (typeof next === 'string' && next.startsWith('/')) {
    return globsOf([next.slice(1), ...rest.slice(1)], `${glob}*/**/`);
  }
  const crossing = globsOf(rest, isAtStart ? `${glob}**/*` : `${glob}*/**/*`);
  return isAtStart ? crossing : [...globsOf(rest, `${glob}*`), ...crossing];
}

function escaped(text: string): string {
  return text.replace(/[*?[\]{}\\]|(?<=[@!+])\(/g, '\\$&');
}

function isAllowed(glob: string): boolean {
  const isShort = glob.split('/').every((part) => (part.match(/(?<!\\)\*/g)?.length ?? 0) <= MOST_FLAT);
  return isShort && (glob.match(/\*\*/g)?.length ?? 0) <= MOST_DEEP;
}

/** `**`+`/*.py` and `**`+`/*.pyi` as one glob. */
function joinEndings(globs: readonly string[]): readonly string[] {
  const endings = new Map<string, string[]>();
  for (const glob of globs) {
    const [, start = glob, ending] = /^(.*\*\.)([\w+-]+)$/s.exec(glob) ?? [];
    endings.set(start, [...(endings.get(start) ?? []), ...(ending === undefined ? [] : [ending])]);
  }
  return [...endings].map(([start, found]) => {
    if (found.length === 0) return start;
    return found.length === 1 ? `${start}${found[0]}` : `${start}{${found.join(',')}}`;
  });
}
