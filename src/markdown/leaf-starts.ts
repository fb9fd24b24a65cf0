import { trimmedEnd } from '../documents/lines.ts';
import { htmlBlockEnd } from './html-blocks.ts';

/** The first line of a block that holds text or code, recognized without its indentation (CommonMark 4). */
export type LeafStart =
  /** `from` and `to` are offsets in the line given. */
  | { readonly type: 'atx-heading'; readonly from: number; readonly to: number }
  /** `info`: what stands behind it, without blanks at both ends. */
  | { readonly type: 'fence'; readonly marker: '`' | '~'; readonly length: number; readonly info: string }
  /** `end`: what the last line holds; undefined: it ends before the next blank line. */
  | { readonly type: 'html'; readonly end: RegExp | undefined }
  | { readonly type: 'setext-underline' }
  | { readonly type: 'thematic-break' };

/** What a line starts. `inParagraph`: it comes right after a line of a paragraph of the same container. */
export function leafStart(line: string, inParagraph: boolean): LeafStart | undefined {
  switch (line[0]) {
    case '#':
      return atxHeading(line);
    case '`':
    case '~':
      return fence(line);
    case '<':
      return htmlBlock(line, inParagraph);
    case '=':
    case '-':
    case '*':
    case '_':
      return rule(line, inParagraph);
    default:
      return undefined;
  }
}

/** Whether a line that begins with such a character, behind its blanks, can start anything of the kind. */
export function mayStartLeaf(character: number): boolean {
  return LEAF_CHARACTERS[character] === true;
}

const LEAF_CHARACTERS = Array.from({ length: 128 }, (_, code) => '#`~<=-*_'.includes(String.fromCharCode(code)));

/** Whether a line closes a fence (CommonMark 4.5). */
export function closesFence(line: string, marker: '`' | '~', length: number): boolean {
  const match = /^(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return match !== undefined && match[0] === marker && match.length >= length;
}

function atxHeading(line: string): LeafStart | undefined {
  const opening = /^#{1,6}(?:[ \t]+|$)/.exec(line)?.[0];
  if (opening === undefined) return undefined;
  const end = trimmedEnd(line, line.length, ' \t');
  const beforeHashes = trimmedEnd(line, end, '#');
  // The closing sequence counts only behind a blank: `# C#` keeps its sharp.
  const closed = beforeHashes < end && ' \t'.includes(line[beforeHashes - 1] ?? '');
  const to = closed ? trimmedEnd(line, beforeHashes, ' \t') : end;
  return { type: 'atx-heading', from: opening.length, to: Math.max(opening.length, to) };
}

function fence(line: string): LeafStart | undefined {
  const run = /^(?:`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[0];
  if (run === undefined) return undefined;
  return { type: 'fence', marker: run[0] === '~' ? '~' : '`', length: run.length, info: line.slice(run.length).trim() };
}

function htmlBlock(line: string, inParagraph: boolean): LeafStart | undefined {
  const end = htmlBlockEnd(line, inParagraph);
  return end === undefined ? undefined : { type: 'html', end: end === 'blank line' ? undefined : end };
}

function rule(line: string, inParagraph: boolean): LeafStart | undefined {
  if (inParagraph && /^(?:=+|-+)[ \t]*$/.test(line)) return { type: 'setext-underline' };
  return /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/.test(line) ? { type: 'thematic-break' } : undefined;
}
