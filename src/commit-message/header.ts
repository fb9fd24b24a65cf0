import { shorten } from './shorten.ts';

/** Something wrong in a line. */
export interface Slip {
  /** A sentence without a final period. */
  readonly message: string;
  /** Where, counted from 0. */
  readonly at: number;
}

/** A part of a line, and where it begins, counted from 0. */
export interface Part {
  readonly text: string;
  readonly at: number;
}

/** The first line of a conventional commit: `type(scope)!: description`. */
export interface Header {
  readonly type: Part;
  /** Undefined: there are no parentheses. */
  readonly scope?: Part;
  readonly description: Part;
  /** What is wrong with its form. */
  readonly slips: readonly Slip[];
}

/** Takes every line without going back, however long: each part may be empty. */
const FORM = /^([^\s:!()]*)(\s*)(?:\(([^()]*)\))?(\s*)(!?)(\s*)(:?)(\s*)(.*)$/;

/** Reads the first line; undefined where nothing in it is a type with a colon behind it. */
export function readHeader(line: string): Header | undefined {
  const match = FORM.exec(line);
  if (match === null || match[7] === '') return undefined;
  const [, type = '', gap = '', scope, ...rest] = match;
  const [beforeMark = '', mark = '', beforeColon = '', , beforeDescription = '', description = ''] = rest;
  const afterScope = type.length + gap.length + (scope === undefined ? 0 : scope.length + 2);
  const colon = afterScope + beforeMark.length + mark.length + beforeColon.length;
  const parts = {
    type: { text: type, at: 0 },
    ...(scope === undefined ? {} : { scope: { text: scope, at: type.length + gap.length + 1 } }),
    description: { text: description, at: colon + 1 + beforeDescription.length },
  };
  const isTight = `${gap}${beforeMark}${beforeColon}` === '' && beforeDescription === ' ';
  const right = `${type}${scope === undefined ? '' : `(${scope})`}${mark}: ${description}`;
  const slips = [
    ...(type === '' ? [{ message: 'a type is missing before the colon', at: 0 }] : []),
    ...(scope?.trim() === '' ? [{ message: 'the parentheses hold no scope', at: parts.scope?.at ?? 0 }] : []),
    ...(description === '' ? [{ message: 'a description is missing after the colon', at: colon }] : []),
    ...(isTight || description === ''
      ? []
      : [{ message: `write \`${shorten(right)}\``, at: firstGap(gap, type, colon) }]),
  ];
  return { ...parts, slips };
}

/** Where blanks are wrong: behind the type, else around the colon. */
function firstGap(gap: string, type: string, colon: number): number {
  return gap === '' ? colon : type.length;
}
