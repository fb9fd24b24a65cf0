import type { DocumentText, Link, Slip } from '../documents/document.ts';
import type { Suppression } from '../documents/suppressions.ts';
import { type Document, makeDocument } from './documents.ts';
import { packer, type Unpacker, unpacker } from './packed.ts';

/** What packed documents mean: another number for another meaning of their bytes, and when the scanner reads something else. */
export const FORM = 'documents 3';

/** Packs what was read of a document. */
export function packDocument({ utf8, links, headings, names, suppressions, slips }: Document): Uint8Array {
  const { number, text, bytes } = packer();
  number(utf8 ? 1 : 0);
  number(links.length);
  for (const { line, column, destination, names: kind } of links) {
    number(line);
    number(column);
    number(LINK_KINDS.indexOf(kind));
    text(destination);
  }
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
  const links: Link[] = [];
  for (let left = from.number(); left > 0; left -= 1) links.push(unpackLink(from));
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
const LINK_KINDS: readonly Link['names'][] = [undefined, 'wiki-page', 'page', 'label'];
const SLIP_TYPES: readonly Slip['type'][] = ['undefined-reference', 'unused-definition', 'duplicate-definition'];

function unpackLink(from: Unpacker): Link {
  const place = { line: from.number(), column: from.number() };
  const names = LINK_KINDS[from.number()];
  return { ...place, destination: from.text(), ...(names === undefined ? {} : { names }) };
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
