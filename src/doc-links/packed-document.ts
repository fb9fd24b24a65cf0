import type { DocumentText, Link } from '../documents/document.ts';
import { type Document, makeDocument } from './documents.ts';
import { packer, type Unpacker, unpacker } from './packed.ts';

/** What packed documents mean: another number for another meaning of their bytes, and when the scanner reads something else. */
export const FORM = 'documents 1';

/** Packs what was read of a document. */
export function packDocument({ utf8, links, headings, names }: Document): Uint8Array {
  const { number, text, bytes } = packer();
  number(utf8 ? 1 : 0);
  number(links.length);
  for (const { line, column, destination } of links) {
    number(line);
    number(column);
    text(destination);
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
  for (let left = from.number(); left > 0; left -= 1) {
    links.push({ line: from.number(), column: from.number(), destination: from.text() });
  }
  let rest: Pick<DocumentText, 'headings' | 'names'> | undefined;
  const unpackRest = () => {
    rest ??= { headings: unpackTexts(from), names: new Set(unpackTexts(from)) };
    return rest;
  };
  const text: DocumentText = {
    links,
    get headings() {
      return unpackRest().headings;
    },
    get names() {
      return unpackRest().names;
    },
  };
  return makeDocument(text, utf8);
}

function unpackTexts(from: Unpacker): readonly string[] {
  const texts: string[] = [];
  for (let left = from.number(); left > 0; left -= 1) texts.push(from.text());
  return texts;
}
