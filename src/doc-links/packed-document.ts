import type { Destination, DocumentText, Link, Slip } from '../documents/document.ts';
import type { Suppression } from '../documents/suppressions.ts';
import { type Document, keyOf, Landmarked } from './documents.ts';
import { type Packer, packer, Unpacker } from './packed.ts';

/** What packed documents mean: another number for another meaning of their bytes, and when the scanner reads something else. */
export const FORM = 'documents 8';

/**
 * Packs what was read of a document, in two parts: where its links stand, which is seldom asked for, and what they name with all
 * the rest.
 */
export function packDocument(document: Document): Uint8Array {
  const { utf8, links, headings, names, suppressions, slips } = document;
  const to = packer();
  to.number(utf8 ? 1 : 0);
  const places = packLinks(links, to);
  to.number(suppressions.length);
  for (const { line, column, about, check, reason } of suppressions) {
    for (const place of [line, column, about]) to.number(place);
    to.text(check);
    to.text(reason);
  }
  to.number(slips.length);
  for (const { line, column, type, label } of slips) {
    for (const place of [line, column, SLIP_TYPES.indexOf(type)]) to.number(place);
    to.text(label);
  }
  for (const texts of [headings, [...names]]) {
    to.number(texts.length);
    for (const one of texts) to.text(one);
  }
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(places.length);
  return Buffer.concat([length, places, to.bytes()]);
}

/** Unpacks a document. Where links stand and what they can lead to in it is taken out when it is first asked for. */
export function unpackDocument(packed: Uint8Array): Document {
  return new UnpackedDocument(Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength));
}

class UnpackedDocument extends Landmarked implements Document {
  readonly utf8: boolean;
  readonly destinations: readonly Destination[];
  readonly suppressions: readonly Suppression[];
  readonly slips: readonly Slip[];
  readonly #bytes: Buffer;
  readonly #from: Unpacker;
  #links: readonly Link[] | undefined;
  #rest: Pick<DocumentText, 'headings' | 'names'> | undefined;

  constructor(bytes: Buffer) {
    super();
    const from = new Unpacker(bytes, LENGTH + bytes.readUInt32LE(), bytes.length);
    this.#bytes = bytes;
    this.#from = from;
    this.utf8 = from.number() === 1;
    this.destinations = from.list(unpackDestination);
    this.suppressions = from.list(unpackSuppression);
    this.slips = from.list(unpackSlip);
  }

  get links(): readonly Link[] {
    this.#links ??= this.#unpackLinks();
    return this.#links;
  }

  get headings(): readonly string[] {
    return this.#unpackRest().headings;
  }

  get names(): ReadonlySet<string> {
    return this.#unpackRest().names;
  }

  #unpackLinks(): readonly Link[] {
    const from = new Unpacker(this.#bytes, LENGTH, LENGTH + this.#bytes.readUInt32LE());
    return from.list(() => {
      const position = { line: from.number(), column: from.number() };
      return { ...position, ...(this.destinations[from.number()] ?? NOWHERE) };
    });
  }

  #unpackRest(): Pick<DocumentText, 'headings' | 'names'> {
    this.#rest ??= {
      headings: this.#from.list(unpackText),
      names: new Set(this.#from.list(unpackText)),
    };
    return this.#rest;
  }
}

/** Bytes of the length of the first part. */
const LENGTH = 4;
/** By the numbers that stand for them. */
const LINK_KINDS: readonly Link['names'][] = [undefined, 'wiki-page', 'page', 'label', 'resource', 'image', 'include'];
const SLIP_TYPES: readonly Slip['type'][] = [
  'undefined-reference',
  'unused-definition',
  'duplicate-definition',
  'spaced-destination',
];
/** What the number of no destination stands for; packed documents have none. */
const NOWHERE: Destination = { destination: '' };

/** A document often leads to one place many times: each destination is written once. Returns where links stand that name them. */
function packLinks(links: readonly Link[], { number, text }: Pick<Packer, 'number' | 'text'>): Uint8Array {
  const indexes = new Map<string, number>();
  const destinations: Destination[] = [];
  const places = packer();
  places.number(links.length);
  for (const link of links) {
    const index = indexes.get(keyOf(link)) ?? indexes.size;
    places.number(link.line);
    places.number(link.column);
    places.number(index);
    if (index < indexes.size) continue;
    indexes.set(keyOf(link), index);
    destinations.push(link);
  }
  number(destinations.length);
  for (const { destination, names } of destinations) {
    number(LINK_KINDS.indexOf(names));
    text(destination);
  }
  return places.bytes();
}

function unpackDestination(from: Unpacker): Destination {
  const names = LINK_KINDS[from.number()];
  const destination = from.text();
  return names === undefined ? { destination } : { destination, names };
}

function unpackText(from: Unpacker): string {
  return from.text();
}

function unpackSuppression(from: Unpacker): Suppression {
  return { line: from.number(), column: from.number(), about: from.number(), check: from.text(), reason: from.text() };
}

function unpackSlip(from: Unpacker): Slip {
  const place = { line: from.number(), column: from.number() };
  const type = SLIP_TYPES[from.number()] ?? 'undefined-reference';
  return { ...place, type, label: from.text() };
}
