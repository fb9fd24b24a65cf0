import { InlineReader } from './inline-reader.ts';
import type { InlineLink, Piece } from './pieces.ts';

/** Inline content of one block. */
export interface InlineContent {
  readonly links: readonly InlineLink[];
  /** Emphasis is not resolved yet: only headings need it. */
  readonly pieces: readonly Piece[];
}

/** What can stand for more than itself. One character each, so that nobody needs to know which it was to know where. */
const SPECIAL = /[\\`*_[\]!<&]|h(?=ttps?:\/\/)|f(?=tp:\/\/)|w(?=ww\.)/gi;
/** What of it can begin or end a link, or keep something else from being one. */
const SPECIAL_FOR_LINKS = /[\\`[\]<]|!(?=\[)|h(?=ttps?:\/\/)|f(?=tp:\/\/)|w(?=ww\.)/gi;

const NOTHING: InlineContent = { links: [], pieces: [] };

/** Reads the inline content of a block (CommonMark 6, GFM). `isDefined` is asked for normalized labels. */
export function readInlines(text: string, isDefined: (label: string) => boolean): InlineContent {
  const first = next(SPECIAL, text, 0);
  if (first < 0) return { links: [], pieces: text === '' ? [] : [{ type: 'text', value: text }] };
  const reader = new InlineReader(text, isDefined, true);
  let done = 0;
  for (let at = first; at >= 0; at = next(SPECIAL, text, done)) {
    reader.addText(text.slice(done, at));
    done = reader.readAt(at);
  }
  reader.addText(text.slice(done));
  return reader;
}

/** The same for content whose text nobody looks at, in less time: the pieces have all tags, and nothing of the text. */
export function readLinks(text: string, isDefined: (label: string) => boolean): InlineContent {
  let at = next(SPECIAL_FOR_LINKS, text, 0);
  if (at < 0) return NOTHING;
  const reader = new InlineReader(text, isDefined, false);
  while (at >= 0) at = next(SPECIAL_FOR_LINKS, text, reader.readAt(at));
  return reader;
}

/** Offset of the next match, which is one character long; -1 where there is none. */
function next(special: RegExp, text: string, from: number): number {
  special.lastIndex = from;
  return special.test(text) ? special.lastIndex - 1 : -1;
}
