import { type Collected, nothingOf, textOf } from '../documents/collected.ts';
import type { DocumentText } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import { readSuppression } from '../documents/suppressions.ts';
import { expandAttributes } from './attributes.ts';
import { targetOf } from './destinations.ts';
import { findMacros } from './macros.ts';
import { autoIds } from './section-ids.ts';
import { noSettings, readSetting, type Settings } from './settings.ts';

/** An AsciiDoc text while its lines are read. */
interface Reading extends Collected {
  readonly settings: Settings;
  /** The delimiter of the block whose lines are not read. */
  verbatim: string | undefined;
  /**
   * Between blocks, or in a paragraph. `styled`: behind a line that makes code of what follows, which is not read;
   * `header`: below the title of the document, where authors stand and attributes.
   */
  place: 'between' | 'styled' | 'text' | 'literal' | 'header';
}

/** Lines of at least four of these enclose code, literal text, passed-through text, and comments. */
const VERBATIM = /^(?:-{4,}|\.{4,}|\+{4,}|\/{4,}|`{3,}.*)$/;
/** A line of attributes that makes code of the block below it. */
const CODE_STYLE = /^\[(?:(?:source|listing|literal|pass|stem|latexmath|asciimath|comment)\b|,[ \t]*\w)[^\]]*\]$/;
/** The same in the cell of a table. */
const CODE_CELL = /\|\[(?:source|listing|literal)\b[^\]]*\]$/;
/** A paragraph that begins with a blank is literal text, unless it is an item of a list. */
const LITERAL = /^[ \t]+(?![ \t])(?!(?:[*.-]{1,6}|\d+\.|[A-Za-z]\.|<\d*\.?>)[ \t])(?!.*::(?:[ \t]|$))/;
/** Attributes or the title of the block below, or what joins that to an item of a list. */
const ABOVE = /^(?:\[.*\]|\.[^ .].*|\+)$/;
const TITLE = /^(={1,6}|#{1,6})[ \t]+(\S.*)$/;

/** Reads an AsciiDoc text as Asciidoctor does, as far as links, includes and anchors go. Takes time linear in its length. */
export function readAsciidoc(source: string): DocumentText {
  const reading: Reading = { ...nothingOf(source), settings: noSettings(), verbatim: undefined, place: 'between' };
  for (const line of reading.lines) readLine(reading, line);
  const { names, headings, settings } = reading;
  for (const id of autoIds(headings, settings.attributes)) names.add(id);
  for (const alias of aliasesIn(settings.attributes)) names.add(`page-alias:${alias}`);
  return textOf(reading);
}

/** Ids by which an Antora site finds the page as well. */
function aliasesIn(attributes: ReadonlyMap<string, string>): readonly string[] {
  const aliases = (attributes.get('page-aliases') ?? '').split(',').map((alias) => alias.trim());
  return aliases.filter((alias) => alias !== '');
}

function readLine(reading: Reading, line: Span): void {
  const text = reading.source.slice(line.start, line.end).trimEnd();
  if (text === '') reading.settings.open = undefined;
  if (reading.verbatim !== undefined) readVerbatim(reading, line, text, reading.verbatim);
  else if (VERBATIM.test(text) || (reading.place === 'styled' && text === '--')) {
    reading.verbatim = text.startsWith('`') ? '```' : text;
    reading.place = 'between';
  } else if (text === '') reading.place = 'between';
  else if ((CODE_STYLE.test(text) && reading.place === 'between') || CODE_CELL.test(text)) {
    addMacros(reading, line, text, 'text');
    reading.place = 'styled';
  } else if (text.startsWith('//')) addSuppression(reading, line, text);
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
  const isAbove = ABOVE.test(text);
  if (reading.place === 'styled' && !isAbove) reading.place = 'literal';
  const isOpen = reading.settings.open !== undefined;
  if (reading.place === 'between' && !isOpen && LITERAL.test(text)) reading.place = 'literal';
  if (reading.place === 'literal') addMacros(reading, line, text, 'code');
  else if (reading.place === 'styled') addMacros(reading, line, text, 'text');
  else if (!readSetting(reading.settings, text) && reading.place !== 'header')
    readParagraph(reading, line, text, isAbove);
}

function readParagraph(reading: Reading, line: Span, text: string, isAbove: boolean): void {
  const [, marks = '', title] = TITLE.exec(text) ?? [];
  const isFirst = marks.length === 1 && reading.headings.length === 0;
  if (title !== undefined) reading.headings.push(expandAttributes(title, reading.settings.attributes).text);
  const isAlone = title !== undefined || isAbove;
  addMacros(reading, line, text, 'text');
  reading.place = isFirst ? 'header' : isAlone ? 'between' : 'text';
}

function addMacros(reading: Reading, { start }: Span, text: string, within: 'text' | 'code'): void {
  const { links, names } = reading;
  const { attributes } = reading.settings;
  const expanded = expandAttributes(text, attributes);
  for (const { type, target, offset } of findMacros(expanded.text)) {
    if (within === 'code' && type !== 'include') continue;
    if (type === 'anchor') names.add(target);
    else {
      const link = targetOf(type, target, attributes);
      if (link !== undefined) links.push({ ...link, offset: start + expanded.offsetOf(offset) });
    }
  }
}
