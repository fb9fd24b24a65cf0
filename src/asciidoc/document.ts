import { type Collected, nothingOf, textOf } from '../documents/collected.ts';
import type { DocumentText } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import { readSuppression } from '../documents/suppressions.ts';
import { findMacros } from './macros.ts';
import { autoIds } from './section-ids.ts';

/** An AsciiDoc text while its lines are read. */
interface Reading extends Collected {
  /** Attributes that the text has set so far. */
  readonly attributes: Map<string, string>;
  /** The delimiter of the block whose lines are not read. */
  verbatim: string | undefined;
  /** Between blocks, or in a paragraph; `styled`: behind a line that makes code of what follows, which is not read. */
  place: 'between' | 'styled' | 'text' | 'literal';
}

/** Lines of at least four of these enclose code, literal text, passed-through text, and comments. */
const VERBATIM = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}.*)$/;
/** A line of attributes that makes code of the block below it. */
const CODE_STYLE = /^\[(?:source|listing|literal|pass|stem|latexmath|asciimath|,[ \t]*\w)[^\]]*\]$/;
/** A paragraph that begins with a blank is literal text, unless it is an item of a list. */
const LITERAL = /^[ \t]+(?!(?:[*.-]{1,6}|\d+\.|[A-Za-z]\.|<\d*\.?>)[ \t])(?!.*::(?:[ \t]|$))/;
/** Attributes or the title of the block below, or what joins that to an item of a list. */
const ABOVE = /^(?:\[.*\]|\.[^ .].*|\+)$/;
const TITLE = /^(?:={1,6}|#{1,6})[ \t]+(\S.*)$/;
const ATTRIBUTE = /^:(!?[\w-]+!?):(?:[ \t]+(.*))?$/;

/** Reads an AsciiDoc text as Asciidoctor does, as far as links, includes and anchors go. Takes time linear in its length. */
export function readAsciidoc(source: string): DocumentText {
  const reading: Reading = { ...nothingOf(source), attributes: new Map(), verbatim: undefined, place: 'between' };
  for (const line of reading.lines) readLine(reading, line);
  const { names, headings, attributes } = reading;
  for (const id of autoIds(headings, attributes)) names.add(id);
  return textOf(reading);
}

function readLine(reading: Reading, line: Span): void {
  const text = reading.source.slice(line.start, line.end).trimEnd();
  if (reading.verbatim !== undefined) readVerbatim(reading, line, text, reading.verbatim);
  else if (VERBATIM.test(text) || (reading.place === 'styled' && text === '--')) {
    reading.verbatim = text.startsWith('`') ? '```' : text;
    reading.place = 'between';
  } else if (text === '') reading.place = 'between';
  else if (CODE_STYLE.test(text) && reading.place === 'between') reading.place = 'styled';
  else if (text.startsWith('//')) addSuppression(reading, line, text);
  else readText(reading, line, text);
}

function readVerbatim(reading: Reading, line: Span, text: string, delimiter: string): void {
  if (text === delimiter) reading.verbatim = undefined;
  // Code is included from files of its own.
  else if (!delimiter.startsWith('/')) addMacros(reading, line, text, 'code');
}

function addSuppression({ source, lines, suppressions }: Reading, line: Span, text: string): void {
  const found = readSuppression(text.slice(2), line, source, lines);
  if (found !== undefined) suppressions.push(found);
}

function readText(reading: Reading, line: Span, text: string): void {
  if (reading.place === 'styled' || (reading.place === 'between' && LITERAL.test(text))) reading.place = 'literal';
  if (reading.place === 'literal') {
    addMacros(reading, line, text, 'code');
    return;
  }
  const attribute = ATTRIBUTE.exec(text);
  if (attribute?.[1] !== undefined) reading.attributes.set(attribute[1], attribute[2] ?? '');
  const title = TITLE.exec(text)?.[1];
  if (title !== undefined) reading.headings.push(title);
  const isAlone = title !== undefined || attribute !== null || ABOVE.test(text);
  reading.place = isAlone ? 'between' : 'text';
  addMacros(reading, line, text, 'text');
}

function addMacros(reading: Reading, { start }: Span, text: string, within: 'text' | 'code'): void {
  for (const { type, target, offset } of findMacros(text)) {
    if (within === 'code' && type !== 'include') continue;
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
