import type { DocumentText, Link } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import { splitLines } from '../documents/lines.ts';
import type { Placed } from '../documents/placed.ts';
import { inOrder } from '../documents/placed.ts';
import type { Suppression } from '../documents/suppressions.ts';
import { readSuppression } from '../documents/suppressions.ts';
import { findMacros } from './macros.ts';
import { autoIds } from './section-ids.ts';

/** An AsciiDoc text while its lines are read. */
interface Reading {
  readonly source: string;
  readonly lines: readonly Span[];
  readonly links: Placed<Link>[];
  readonly names: Set<string>;
  readonly titles: string[];
  readonly suppressions: Suppression[];
  /** Attributes that the text has set so far. */
  readonly attributes: Map<string, string>;
  /** The delimiter of the block whose lines are not read. */
  verbatim: string | undefined;
}

/** Lines of at least four of these enclose code, literal text, passed-through text, and comments. */
const VERBATIM = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}.*)$/;
const TITLE = /^(?:={1,6}|#{1,6})[ \t]+(\S.*)$/;
const ATTRIBUTE = /^:(!?[\w-]+!?):(?:[ \t]+(.*))?$/;

/** Reads an AsciiDoc text as Asciidoctor does, as far as links, includes and anchors go. Takes time linear in its length. */
export function readAsciidoc(source: string): DocumentText {
  const lines = splitLines(source);
  const reading: Reading = {
    source,
    lines,
    links: [],
    names: new Set(),
    titles: [],
    suppressions: [],
    attributes: new Map(),
    verbatim: undefined,
  };
  for (const line of lines) readLine(reading, line);
  const { links, names, titles, suppressions, attributes } = reading;
  return {
    links: inOrder(links, lines),
    headings: titles,
    names: new Set([...names, ...autoIds(titles, attributes)]),
    suppressions,
    slips: [],
  };
}

function readLine(reading: Reading, line: Span): void {
  const text = reading.source.slice(line.start, line.end).trimEnd();
  if (reading.verbatim !== undefined) {
    if (text === reading.verbatim) reading.verbatim = undefined;
    // Code is included from files of its own.
    else if (!reading.verbatim.startsWith('/')) addMacros(reading, line, text, true);
    return;
  }
  if (VERBATIM.test(text)) {
    reading.verbatim = text.startsWith('`') ? '```' : text;
    return;
  }
  if (text.startsWith('//')) {
    const found = readSuppression(text.slice(2), line, reading.source, reading.lines);
    if (found !== undefined) reading.suppressions.push(found);
    return;
  }
  const attribute = ATTRIBUTE.exec(text);
  if (attribute?.[1] !== undefined) reading.attributes.set(attribute[1], attribute[2] ?? '');
  const title = TITLE.exec(text)?.[1];
  if (title !== undefined) reading.titles.push(title);
  addMacros(reading, line, text, false);
}

function addMacros(reading: Reading, { start }: Span, text: string, inCode: boolean): void {
  for (const { type, target, offset } of findMacros(text)) {
    if (inCode && type !== 'include') continue;
    if (type === 'anchor') reading.names.add(target);
    else {
      const destination = destinationOf(type, withAttributes(target, reading.attributes), reading.attributes);
      if (destination !== undefined) reading.links.push({ destination, offset: start + offset });
    }
  }
}

/** The target with the values of attributes in it; undefined where one is set elsewhere. */
function withAttributes(target: string, attributes: ReadonlyMap<string, string>): string | undefined {
  const filled = target.replace(/\{([\w-]+)\}/g, (whole, name: string) => attributes.get(name) ?? whole);
  return filled.includes('{') ? undefined : filled;
}

function destinationOf(
  type: string,
  target: string | undefined,
  attributes: ReadonlyMap<string, string>,
): string | undefined {
  if (target === undefined) return undefined;
  if (type === 'image') {
    const folder = withAttributes(attributes.get('imagesdir') ?? '', attributes);
    const isWhole = /^(?:\/|[a-z][a-z0-9+.-]*:)/i.test(target);
    if (folder === undefined) return undefined;
    return folder === '' || isWhole ? target : `${folder.replace(/\/$/, '')}/${target}`;
  }
  // Without a `#` and an ending it names a section of this text.
  if (type === 'xref') return target.includes('#') || /\.\w+$/.test(target) ? target : `#${target}`;
  return target;
}
