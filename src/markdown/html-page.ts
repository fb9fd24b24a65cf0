import type { DocumentText } from '../documents/document.ts';
import { namesOfTag, readHtml } from './html.ts';

/** Reads a page in HTML, as far as fragments lead into it: its headings make none by themselves. Takes time linear in its length. */
export function readHtmlPage(source: string): DocumentText {
  const names = readHtml(source).flatMap((piece) => (piece.type === 'tag' ? namesOfTag(piece.tag) : []));
  return { links: [], headings: [], names: new Set(names), suppressions: [], slips: [] };
}
