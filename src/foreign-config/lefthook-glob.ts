import { followedBy } from './alternatives.ts';
import { DEEP, FLAT, type Sequence } from './path-sequence.ts';

/**
 * What a glob of lefthook says of the whole path. By default its `*` matches slashes too; with `glob_matcher: doublestar` it
 * does not, and `**` followed by a slash matches no folder as well. Undefined for what our globs cannot say.
 */
export function readLefthookGlob(glob: string, isDoublestar: boolean): readonly Sequence[] | undefined {
  const found = readUntil(glob, isDoublestar, /$^/);
  return found === undefined || found.rest !== '' ? undefined : found.sequences;
}

interface Found {
  readonly sequences: readonly Sequence[];
  readonly rest: string;
}

/** One of: `**` of doublestar with its slash, stars, an escaped character, a class, the start of a list, plain text. */
const PART = /^(?:(\*\*\/)|(\*+)|\\([\s\S])|\[([\w.-]+)\]|(\{)|(\?)|([^*\\[\]{}?,]+|,))/;

function readUntil(text: string, isDoublestar: boolean, end: RegExp): Found | undefined {
  let sequences: readonly Sequence[] | undefined = [[]];
  let rest = text;
  while (rest !== '' && !end.test(rest)) {
    const part = PART.exec(rest);
    if (part === null) return undefined;
    rest = rest.slice(part[0].length);
    const list = part[5] === undefined ? undefined : readList(rest, isDoublestar);
    if (part[5] !== undefined && list === undefined) return undefined;
    rest = list?.rest ?? rest;
    sequences = followedBy(sequences, list?.sequences ?? sequencesOf(part, isDoublestar));
    if (sequences === undefined) return undefined;
  }
  return { sequences, rest };
}

function sequencesOf([, folders, stars, literal, set, , one, text]: RegExpExecArray, isDoublestar: boolean) {
  if (folders !== undefined) return isDoublestar ? [[], [DEEP, '/']] : [[DEEP, '/']];
  if (stars !== undefined) return [[isDoublestar && stars === '*' ? FLAT : DEEP]];
  if (set !== undefined) return [[{ one: `[${set}]` }]];
  if (one !== undefined) return isDoublestar ? [[{ one: '?' }]] : [[{ one: '?' }], ['/']];
  return [[literal ?? text ?? '']];
}

/** `a,b}`: what stands between the braces, each in its turn. */
function readList(text: string, isDoublestar: boolean): Found | undefined {
  const sequences: Sequence[] = [];
  let rest = text;
  for (;;) {
    const found = readUntil(rest, isDoublestar, /^[,}]/);
    if (found === undefined || found.rest === '') return undefined;
    sequences.push(...found.sequences);
    rest = found.rest.slice(1);
    if (found.rest.startsWith('}')) return { sequences, rest };
  }
}
