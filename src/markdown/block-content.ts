import type { Span } from '../documents/lines.ts';
import { readHtml } from './html.ts';
import { type InlineContent, readInlines, readLinks } from './inlines.ts';
import type { Block } from './paragraphs.ts';

/** A block that has content, and is no definition. */
type ContentBlock = Extract<Block, { readonly type: 'paragraph' | 'heading' | 'html' }>;

/**
 * Reads what stands in blocks of a source, which are asked for in their order. `readsText`: whether somebody looks at the text
 * of a paragraph; else only its links count, and it is undefined where there is no sign of any.
 */
export function contentReader(
  source: string,
  isDefined: (label: string) => boolean,
): (block: ContentBlock, readsText: boolean) => InlineContent | undefined {
  const mayHoldLinks = signsOfLinks(source);
  return ({ type, text }, readsText) => {
    if (type === 'html') return { links: [], pieces: readHtml(text.text) };
    if (type === 'heading' || readsText) return readInlines(text.text, isDefined);
    if (!mayHoldLinks(text)) return undefined;
    return HEADING_TAG.test(text.text) ? readInlines(text.text, isDefined) : readLinks(text.text, isDefined);
  };
}

/** What makes the text behind it one that somebody looks at. */
const HEADING_TAG = /<h[1-6]/i;

/** Whether a stretch of the source may hold a link, a tag or an address. */
function signsOfLinks(source: string): (span: Span) => boolean {
  const sign = /[[<]|:\/\/|www\./gi;
  let next = -1;
  return ({ start, end }) => {
    if (next < start) {
      sign.lastIndex = start;
      next = sign.exec(source)?.index ?? source.length;
    }
    return next < end;
  };
}
