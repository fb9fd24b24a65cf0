import type { DocumentText, Link, Slip } from '../documents/document.ts';
import type { Suppression } from '../documents/suppressions.ts';
import { type Document, makeDocument } from './documents.ts';
import { type Packer, packer, type Unpacker, unpacker } from './packed.ts';

/** What packed documents mean: another number for another meaning of their bytes, and when the scanner reads something else. */
export const FORM = 'documents 7';

/** Packs what was read of a document. */
export function packDocument({ utf8, links, headings, names, suppressions, slips }: Document): Uint8Array {
  const { number, text, bytes } = packer();
  number(utf8 ? 1 : 0);
  packLinks(links, { number, text });
  number(suppressions.length);
  for (const { line, column, about, check, reason } of suppressions) {
    for (const place of [line, column, about]) number(place);
    text(check);
    text(reason);
  }
  number(slips.length);
  for (const { line, column, type, label } of slips) {
    for (const place of [line, column, SLIP_TYPES.indexOf(type)]) number(place);
    text(label);
  }
  for (const texts of [headings, [...names]]) {
    number(texts.length);
    for (const one of texts) text(one);
  }
  return bytes();
}

/** Unpacks a document. What links to it can mean is taken out when it is first asked for: most are asked for their links alone. */
export function unpackDocument(packed: Uint8Array): Document {
  const from = unpacker(packed);
  const utf8 = from.number() === 1;
  const links = unpackLinks(from);
  const suppressions: Suppression[] = [];
  for (let left = from.number(); left > 0; left -= 1) suppressions.push(unpackSuppression(from));
  const slips: Slip[] = [];
  for (let left = from.number(); left > 0; left -= 1) slips.push(unpackSlip(from));
  let rest: Pick<DocumentText, 'headings' | 'names'> | undefined;
  const unpackRest = () => {
    rest ??= { headings: unpackTexts(from), names: new Set(unpackTexts(from)) };
    return rest;
  };
  const text: DocumentText = {
    links,
    suppressions,
    slips,
    get headings() {
      return unpackRest().headings;
    },
    get names() {
      return unpackRest().names;
    },
  };
  return makeDocument(text, utf8);
}

/** By the numbers that stand for them. */
const LINK_KINDS: readonly Link['names'][] = [undefined, 'wiki-page', 'page', 'label', 'resource', 'image', 'include'];
const SLIP_TYPES: readonly Slip['type'][] = ['undefined-reference', 'unused-definition', 'duplicate-definition'];

/** A document often leads to one place many times: each destination is written where it stands first, and counted from there. */
function packLinks(links: readonly Link[], { number, text }: Pick<Packer, 'number' | 'text'>): void {
  const places = new Map<string, number>();
  number(links.length);
  for (const { line, column, destination, names } of links) {
    const place = places.get(destination) ?? places.size;
    number(line);
    number(column);
    number(place * LINK_KINDS.length + LINK_KINDS.indexOf(names));
    if (place < places.size) continue;
    places.set(destination, place);
    text(destination);
  }
}

function unpackLinks(from: Unpacker): readonly Link[] {
  const destinations: string[] = [];
  const links: Link[] = [];
  for (let left = from.number(); left > 0; left -= 1) {
    const line = from.number();
    const column = from.number();
    const place = from.number();
    const names = LINK_KINDS[place % LINK_KINDS.length];
    const index = Math.floor(place / LINK_KINDS.length);
    if (index === destinations.length) destinations.push(from.text());
    const destination = destinations[index] ?? '';
    links.push(names === undefined ? { line, column, destination } : { line, column, destination, names });
  }
  return links;
}

function unpackSuppression(from: Unpacker): Suppression {
  return { line: from.number(), column: from.number(), about: from.number(), check: from.text(), reason: from.text() };
}

function unpackSlip(from: Unpacker): Slip {
  const place = { line: from.number(), column: from.number() };
  const type = SLIP_TYPES[from.number()] ?? 'undefined-reference';
  return { ...place, type, label: from.text() };
}

function unpackTexts(from: Unpacker): readonly string[] {
  const texts: string[] = [];
  for (let left = from.number(); left > 0; left -= 1) texts.push(from.text());
  return texts;
}
