import type { Slip } from './header.ts';
import type { KeptLine } from './kept-lines.ts';

/** A slip below the first line. */
export interface BodySlip extends Slip {
  readonly line: KeptLine;
}

/** How a line begins that is to say what breaks; in any case and with what may be missing. */
const BREAKING = /^(breaking[ -]change)(s?)(\s*)(:?)(\s*)(.*)$/i;

/** What is wrong below the first line: no blank line, or a footer that no tool takes for the word about what breaks. */
export function bodySlips(lines: readonly KeptLine[]): readonly BodySlip[] {
  const [first] = lines;
  const crowded =
    first === undefined || first.text === ''
      ? []
      : [{ message: 'a blank line is missing before this one', at: 0, line: first }];
  return [...crowded, ...lines.flatMap((line) => breakingSlips(line))];
}

/**
 * In other letters the footer says nothing to those who make version numbers of it. In a sentence the words may stand: only
 * a line with a colon, or in capitals, is meant to be one.
 */
function breakingSlips(line: KeptLine): readonly BodySlip[] {
  const match = BREAKING.exec(line.text);
  if (match === null) return [];
  const [, words = '', plural = '', gap = '', colon = '', space = '', description = ''] = match;
  const isShouted = words === words.toUpperCase();
  if (colon === '' && !isShouted) return [];
  const isRight = isShouted && plural === '' && gap === '' && colon !== '' && space !== '' && description !== '';
  if (isRight) return [];
  const right = description === '' ? 'BREAKING CHANGE: what breaks' : 'BREAKING CHANGE: …';
  return [{ message: `what breaks is said as in \`${right}\``, at: 0, line }];
}
