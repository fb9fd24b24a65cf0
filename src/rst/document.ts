import { type Collected, nothingOf, textOf } from '../documents/collected.ts';
import type { DocumentText } from '../documents/document.ts';
import type { Span } from '../documents/lines.ts';
import { readSuppression } from '../documents/suppressions.ts';
import { type Directive, FILES, readExplicit, VERBATIM } from './explicit.ts';
import { readInlines } from './inlines.ts';
import { idOf, normalizeLabel, plainText } from './names.ts';

/** A text while its lines are read. */
interface Reading extends Collected {
  /** The lines of the paragraph so far. */
  paragraph: Span[];
  /** A target whose address may stand in the next lines, or go on there. */
  target: OpenTarget | undefined;
  /** A block that ends before the next line that is indented no further: one that is not read, or a list of pages. */
  block: { readonly indent: number; readonly type: 'verbatim' | 'toctree' } | undefined;
}

interface OpenTarget {
  readonly label: string;
  readonly indent: number;
  /** Empty so far: this place. */
  readonly destination: string;
  readonly offset: number;
}

const PUNCTUATION = /^([!-/:-@[-`{-~])\1*$/;

/** Reads a reStructuredText as docutils and Sphinx do, as far as links, includes and labels go. Takes time linear in its length. */
export function readRst(source: string): DocumentText {
  const reading: Reading = { ...nothingOf(source), paragraph: [], block: undefined, target: undefined };
  for (const line of reading.lines) readLine(reading, line);
  endTarget(reading);
  endParagraph(reading);
  for (const title of reading.headings) addName(reading.names, plainText(title));
  return textOf(reading);
}

function readLine(reading: Reading, line: Span): void {
  const text = reading.source.slice(line.start, line.end).trimEnd();
  const indent = text.length - text.trimStart().length;
  const { target } = reading;
  if (target !== undefined && text !== '' && indent > target.indent) {
    const offset = target.destination === '' ? line.start + indent : target.offset;
    reading.target = { ...target, destination: target.destination + text.slice(indent), offset };
    return;
  }
  endTarget(reading);
  if (text === '') endParagraph(reading);
  else if (reading.block !== undefined && indent > reading.block.indent) {
    if (reading.block.type === 'toctree') addPage(reading, line.start + indent, text.slice(indent));
  } else {
    reading.block = undefined;
    readText(reading, { start: line.start, end: line.start + text.length }, text, indent);
  }
}

function readText(reading: Reading, line: Span, text: string, indent: number): void {
  const dots = /^\s*\.\.(?:\s+|$)/.exec(text)?.[0];
  const option = /^\s+:target:\s+(?=\S)/.exec(text)?.[0];
  if (dots !== undefined) startExplicit(reading, line, indent, dots.length);
  else if (PUNCTUATION.test(text) && isTitleLine(reading, text)) endTitle(reading);
  else if (option !== undefined && !text.endsWith('_')) {
    reading.links.push({ destination: text.slice(option.length), offset: line.start + option.length });
  } else {
    reading.paragraph.push(line);
    if (text.endsWith('::')) reading.block = { indent, type: 'verbatim' };
  }
}

/** Below one line of text it has to be as long as that, or four characters at least; so it has above a title. */
function isTitleLine({ paragraph }: Reading, text: string): boolean {
  const [line, ...others] = paragraph;
  if (line === undefined || others.length > 0) return text.length >= 4;
  return text.length >= Math.min(4, line.end - line.start);
}

/** A line of punctuation below a single line of text makes that a title. */
function endTitle(reading: Reading): void {
  const [line, ...others] = reading.paragraph;
  const title = line === undefined ? '' : reading.source.slice(line.start, line.end);
  endParagraph(reading);
  if (others.length === 0 && title.trim() !== '') reading.headings.push(title.trim());
}

function endParagraph(reading: Reading): void {
  const { paragraph, source, links, names } = reading;
  const [first] = paragraph;
  const last = paragraph.at(-1);
  reading.paragraph = [];
  if (first === undefined || last === undefined) return;
  for (const inline of readInlines(source.slice(first.start, last.end))) {
    if (inline.type === 'name') addName(names, inline.name);
    else {
      const { type: _, offset, ...link } = inline;
      links.push({ ...link, offset: first.start + offset });
    }
  }
}

function startExplicit(reading: Reading, line: Span, indent: number, dots: number): void {
  const { source, suppressions, lines } = reading;
  const start = line.start + dots;
  const text = source.slice(start, line.end);
  const explicit = readExplicit(text);
  endParagraph(reading);
  if (explicit.type === 'note') reading.paragraph.push({ start, end: line.end });
  else if (explicit.type === 'target') reading.target = { ...explicit, indent, offset: start + explicit.offset };
  else if (explicit.type === 'directive') startDirective(reading, explicit, start, indent);
  else {
    const suppression = readSuppression(text, line, source, lines);
    if (suppression !== undefined) suppressions.push(suppression);
    reading.block = { indent, type: 'verbatim' };
  }
}

/** A target has its address, or is this place. With an underscore at its end it is another name. */
function endTarget(reading: Reading): void {
  const { target, links, names } = reading;
  reading.target = undefined;
  if (target === undefined) return;
  const { label, destination, offset } = target;
  if (destination === '') addName(names, label);
  else if (!destination.endsWith('_')) links.push({ destination: destination.replace(/\s+/g, ''), offset });
}

function startDirective(reading: Reading, { name, argument, offset }: Directive, start: number, indent: number): void {
  // `<isonum.txt>` is a file of docutils.
  const isFile = FILES.has(name) && argument !== '' && !argument.startsWith('<');
  if (isFile) reading.links.push({ destination: argument, offset: start + offset });
  if (name === 'toctree') reading.block = { indent, type: 'toctree' };
  else if (VERBATIM.has(name)) reading.block = { indent, type: 'verbatim' };
  // The first words of a note, for example.
  else if (!isFile && argument !== '') {
    reading.paragraph.push({ start: start + offset, end: start + offset + argument.length });
  }
}

/** An entry of a list of pages: `page` or `Title <page>`; options and patterns are none. */
function addPage({ links }: Reading, offset: number, entry: string): void {
  const target = /<([^<>]+)>$/.exec(entry)?.[1] ?? entry;
  if (entry.startsWith(':') || target === 'self' || /[*?]/.test(target)) return;
  links.push({ destination: target, names: 'page', offset: offset + entry.lastIndexOf(target) });
}

function addName(names: Set<string>, label: string): void {
  names.add(normalizeLabel(label));
  if (idOf(label) !== '') names.add(idOf(label));
}
