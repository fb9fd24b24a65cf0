import { decodeEntities } from './entities.ts';
import type { Attribute, Tag } from './html-tags.ts';
import { matchAt } from './match-at.ts';
import type { Piece } from './pieces.ts';

/** Elements whose content is neither tags nor text for a reader. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const RAW_END = /<\/(?:script|style|textarea|title)/gi;

const TAG_START = /<(\/?)([a-z][^\s/>]*)/iy;
const ATTRIBUTE = /[\s/]*([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?/y;
const TAG_END = /[^>]*>/y;
const COMMENT = /<!--(?:-?>|[\s\S]*?--!?>)/y;
/** Declarations, processing instructions, and what is no tag although it looks like one, are comments to a browser. */
const BOGUS_COMMENT = /<(?:[!?]|\/(?=[^a-z]))[^>]*>?/iy;

/**
 * Tags and text of an HTML block, in order, as a browser sees them: it forgives what is no tag in a paragraph, such as
 * attributes without blanks between them. What is not closed goes on to the end and says nothing.
 */
export function readHtml(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(done, at + 1))) {
    const tag = readBrowserTag(text, at);
    if (tag === undefined) continue;
    if (at > done) pieces.push({ type: 'text', value: decodeEntities(text.slice(done, at)) });
    pieces.push({ type: 'tag', tag });
    done = tag.type === 'open' && RAW.has(tag.name) ? rawEnd(text, tag.end) : tag.end;
  }
  if (done < text.length) pieces.push({ type: 'text', value: decodeEntities(text.slice(done)) });
  return pieces;
}

/** What starts with the `<` at an offset; undefined when that is text. */
function readBrowserTag(text: string, offset: number): Tag | undefined {
  if (text.startsWith('<!--', offset)) {
    const { length } = matchAt(COMMENT, text, offset)?.[0] ?? text.slice(offset);
    return { type: 'other', start: offset, end: offset + length };
  }
  const start = matchAt(TAG_START, text, offset);
  if (start === undefined) {
    const bogus = matchAt(BOGUS_COMMENT, text, offset);
    return bogus === undefined ? undefined : { type: 'other', start: offset, end: offset + bogus[0].length };
  }
  const name = (start[2] ?? '').toLowerCase();
  const { attributes, end } = readAttributes(text, offset + start[0].length);
  const close = matchAt(TAG_END, text, end);
  if (close === undefined) return { type: 'other', start: offset, end: text.length };
  const behind = end + close[0].length;
  return start[1] === '/' ? { type: 'close', name, end: behind } : { type: 'open', name, attributes, end: behind };
}

function readAttributes(
  text: string,
  offset: number,
): { readonly attributes: readonly Attribute[]; readonly end: number } {
  const attributes: Attribute[] = [];
  let end = offset;
  for (let found = matchAt(ATTRIBUTE, text, end); found !== undefined; found = matchAt(ATTRIBUTE, text, end)) {
    const [whole, name = '', double, single, bare] = found;
    const value = double ?? single ?? bare ?? '';
    end += whole.length;
    const quote = double === undefined && single === undefined ? 0 : 1;
    attributes.push({ name: name.toLowerCase(), value, offset: end - value.length - quote });
  }
  return { attributes, end };
}

function rawEnd(text: string, from: number): number {
  RAW_END.lastIndex = from;
  return RAW_END.exec(text)?.index ?? text.length;
}

/** A link that an attribute holds. */
export interface AttributeLink {
  readonly destination: string;
  /** Of the attribute's value in the text. */
  readonly offset: number;
}

/** Links of a tag: `href`, `src`, `poster`, and every candidate of a `srcset`. */
export function linksOfTag(tag: Tag): readonly AttributeLink[] {
  if (tag.type !== 'open') return [];
  return tag.attributes.flatMap(({ name, value, offset }) => {
    if (name === 'srcset') return candidates(value, offset);
    const holdsLink = name === 'href' || name === 'src' || name === 'poster';
    return holdsLink ? [{ destination: decodeEntities(value).trim(), offset }] : [];
  });
}

/** Names that a fragment can mean: any `id`, and the `name` of an `<a>`. */
export function namesOfTag(tag: Tag): readonly string[] {
  if (tag.type !== 'open') return [];
  return tag.attributes
    .filter(({ name, value }) => value !== '' && (name === 'id' || (name === 'name' && tag.name === 'a')))
    .map(({ value }) => decodeEntities(value));
}

/** Addresses of a `srcset`, which are followed by a width or a density and separated by a comma and a blank. */
function candidates(srcset: string, offset: number): readonly AttributeLink[] {
  return [...srcset.matchAll(CANDIDATE)].map(({ 1: address = '', index }) => ({
    destination: decodeEntities(address),
    offset: offset + index,
  }));
}

/** An address, and what follows it up to the comma. Commas at its end are none of it. */
const CANDIDATE = /([^\s,](?:\S*[^\s,])?)(?:,+(?=\s|$)|\s[^,]*|$)/g;
