import type { Destination } from './destinations.ts';
import { readDestination, skipGap, titleEnd } from './destinations.ts';
import { matchAt } from './match-at.ts';

/** A link reference definition: `[label]: destination "title"`. */
export interface Definition {
  readonly label: string;
  readonly destination: Destination;
  /** Offset of the line behind it. */
  readonly end: number;
}

const LABEL = /\[((?:[^[\]\\]|\\[\s\S]){1,999})\]/y;
const LINE_END = /[ \t]*(?:\n|$)/y;

/** The label in brackets at an offset, or undefined. Its brackets are not part of it. */
export function readLabel(text: string, offset: number): string | undefined {
  const label = matchAt(LABEL, text, offset)?.[1];
  return label === undefined || label.trim() === '' ? undefined : label;
}

/** Labels match without regard to letter case and to the kind and number of blanks (CommonMark 4.7). */
export function normalizeLabel(label: string): string {
  return label
    .trim()
    .replace(/[ \t\r\n]+/g, ' ')
    .toLowerCase()
    .toUpperCase();
}

/** The definition that starts at an offset of a paragraph's text (CommonMark 4.7); only its beginning can hold any. */
export function readDefinition(text: string, offset: number): Definition | undefined {
  const label = text[offset] === '[' ? readLabel(text, offset) : undefined;
  if (label === undefined || text[offset + label.length + 2] !== ':') return undefined;
  const start = skipGap(text, offset + label.length + 3);
  const destination = readDestination(text, start);
  if (destination === undefined || destination.end === start) return undefined;
  const end = endWithTitle(text, destination.end) ?? lineEnd(text, destination.end);
  return end === undefined ? undefined : { label: normalizeLabel(label), destination, end };
}

function endWithTitle(text: string, offset: number): number | undefined {
  const gap = skipGap(text, offset);
  const title = gap > offset ? titleEnd(text, gap) : undefined;
  return title === undefined ? undefined : lineEnd(text, title);
}

function lineEnd(text: string, offset: number): number | undefined {
  const blanks = matchAt(LINE_END, text, offset);
  return blanks === undefined ? undefined : offset + blanks[0].length;
}
