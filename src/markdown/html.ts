import { decodeEntities } from './entities.ts';
import type { Tag } from './html-tags.ts';
import { readTag } from './html-tags.ts';
import { forwardSearch } from './match-at.ts';
import type { Piece } from './pieces.ts';

/** Elements whose content is neither tags nor text for a reader. */
const RAW = new Set(['script', 'style', 'textarea', 'title']);
const RAW_END = /<\/(?:script|style|textarea|title)/gi;

/** Tags and text of an HTML block, in order. */
export function readHtml(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const find = forwardSearch(text);
  let done = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', Math.max(done, at + 1))) {
    const tag = readTag(text, at, find);
    if (tag === undefined) continue;
    if (at > done) pieces.push({ type: 'text', value: decodeEntities(text.slice(done, at)) });
    pieces.push({ type: 'tag', tag });
    done = tag.type === 'open' && RAW.has(tag.name) ? rawEnd(text, tag.end) : tag.end;
  }
  if (done < text.length) pieces.push({ type: 'text', value: decodeEntities(text.slice(done)) });
  return pieces;
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
    if (name === 'srcset') return candidates(value).map((destination) => ({ destination, offset }));
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
function candidates(srcset: string): readonly string[] {
  return decodeEntities(srcset)
    .split(/,\s/)
    .map((candidate) => candidate.trim().split(/\s/, 1)[0] ?? '')
    .filter((address) => address !== '');
}
