import { normalizeLabel, readLabel } from './definitions.ts';
import { readInlineTarget, readSpaced } from './destinations.ts';
import { resolveEmphasis } from './emphasis.ts';
import { type InlineLink, NO_TEXT, type Piece } from './pieces.ts';

/** A `[` or `![` that may open a link or image. */
export interface Opener {
  readonly image: boolean;
  /** Offset behind the bracket. */
  readonly start: number;
  /** How many pieces and links there were before it. */
  readonly piece: number;
  readonly links: number;
  /** Whether another bracket stands inside, which makes its text no label. */
  holdsBracket: boolean;
}

/** The brackets of one block while it is read. */
export interface Brackets {
  readonly text: string;
  readonly pieces: Piece[];
  readonly links: InlineLink[];
  readonly openers: Opener[];
  readonly isDefined: (label: string) => boolean;
  /** Openers below this height hold a link already, and links hold no links. A height, so that nobody has to mark them. */
  settledBelow: number;
}

/** Remembers a bracket whose text was just added to the pieces. `start`: offset behind it; returned. */
export function openBracket({ openers, pieces, links }: Brackets, start: number, image: boolean): number {
  const parent = openers.at(-1);
  if (parent !== undefined) parent.holdsBracket = true;
  openers.push({ image, start, piece: pieces.length - 1, links: links.length, holdsBracket: false });
  return start;
}

/** Ends the link or image that a `]` closes; the offset behind it, or undefined when the `]` is text. */
export function closeBracket(brackets: Brackets, offset: number): number | undefined {
  const { text, pieces, links, openers } = brackets;
  const opener = openers.pop();
  if (opener === undefined) return undefined;
  const settled = openers.length < brackets.settledBelow;
  brackets.settledBelow = Math.min(brackets.settledBelow, openers.length);
  const found = settled && !opener.image ? undefined : readTarget(brackets, opener, offset);
  if (found === undefined) {
    const text = readText(brackets, opener, offset);
    if (text !== undefined) links.push(text);
    return undefined;
  }
  if (opener.image) {
    // What stands in an image's text is shown to nobody but as a description.
    pieces.length = opener.piece;
    links.length = opener.links;
  } else {
    pieces[opener.piece] = NO_TEXT;
    resolveEmphasis(text, pieces, opener.piece);
    brackets.settledBelow = openers.length;
  }
  links.push(found.link);
  return found.end;
}

interface Found {
  readonly link: InlineLink;
  readonly end: number;
}

function readTarget(brackets: Brackets, opener: Opener, offset: number): Found | undefined {
  const { text } = brackets;
  const inline = text[offset + 1] === '(' ? readInlineTarget(text, offset + 1) : undefined;
  if (inline !== undefined) {
    return { link: { type: 'inline', destination: inline.value, offset: inline.offset }, end: inline.end };
  }
  const explicit = readLabel(text, offset + 1);
  if (explicit !== undefined) return reference(brackets, explicit, offset + explicit.length + 3);
  if (opener.holdsBracket || offset - opener.start > LABEL_LIMIT) return undefined;
  const end = text.startsWith('[]', offset + 1) ? offset + 3 : offset + 1;
  return reference(brackets, text.slice(opener.start, offset), end);
}

function reference({ isDefined }: Brackets, written: string, end: number): Found | undefined {
  const label = normalizeLabel(written);
  return isDefined(label) ? { link: { type: 'reference', label }, end } : undefined;
}

/** What looks like a link and is text. */
function readText({ text }: Brackets, opener: Opener, offset: number): InlineLink | undefined {
  const spaced = text[offset + 1] === '(' ? readSpaced(text, offset + 1) : undefined;
  if (spaced !== undefined) return { type: 'spaced', destination: spaced.value, offset: spaced.offset };
  const inside = text.slice(opener.start, Math.min(offset, opener.start + LABEL_LIMIT));
  if (inside.trim() === '' || opener.holdsBracket) return undefined;
  if (inside.startsWith('^')) return { type: 'footnote', label: normalizeLabel(inside.slice(1)) };
  const before = text[opener.start - 2] ?? '';
  if (before === '[' && text[offset + 1] === ']') {
    const page = /[^|]*$/.exec(inside)?.[0] ?? '';
    return { type: 'wiki', destination: page.trim(), offset: offset - page.trimStart().length };
  }
  const label = readLabel(text, offset + 1);
  // Indexes of code, such as `a[i][j]`, are no references, and footnotes are none of ours.
  if (label === undefined || label.startsWith('^') || /[\w\])]/.test(before)) return undefined;
  return { type: 'undefined', label, offset: offset + 2 };
}

/** CommonMark 4.7: a link label has at most 999 characters. */
const LABEL_LIMIT = 999;
