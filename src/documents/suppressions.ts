import type { Position, Span } from './lines.ts';
import { lastIndexWhere, positionAt } from './lines.ts';

/** A comment that says not to judge the line below it. */
export interface Suppression extends Position {
  /** The check that it speaks to. */
  readonly check: string;
  /** Empty where none is given. */
  readonly reason: string;
  /** Number of the line that it is about: the next one that is not blank. */
  readonly about: number;
}

const COMMENT = /^\s*lattice-ignore-next-line\s+([\w-]+)\s*(?::([\s\S]*))?$/;

/** Whether a source may hold any such comment: nearly none does, and then there is nothing to look for. */
export function mayHoldSuppressions(source: string): boolean {
  return source.includes('lattice-ignore-next-line');
}

/** Reads the text of a comment, without its marks. `start` and `end`: of the comment in the source. */
export function readSuppression(
  text: string,
  { start, end }: Span,
  source: string,
  lines: readonly Span[],
): Suppression | undefined {
  const match = COMMENT.exec(text);
  if (match?.[1] === undefined) return undefined;
  let about = lastIndexWhere(lines, (line) => line.start < end) + 1;
  while (about < lines.length && isBlank(source, lines[about])) about += 1;
  return { check: match[1], reason: (match[2] ?? '').trim(), about: about + 1, ...positionAt(lines, start) };
}

function isBlank(source: string, line: Span | undefined): boolean {
  return line !== undefined && source.slice(line.start, line.end).trim() === '';
}
