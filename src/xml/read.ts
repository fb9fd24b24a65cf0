import { decodeEntities } from './entities.ts';
import { XmlSource } from './source.ts';

/** What a document is read into, in the order in which it stands there. */
export interface XmlHandler {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  /** Text between tags, references replaced. May come in pieces. */
  text(text: string): void;
  close(name: string): void;
}

/** No document that a tool writes is as deep. */
const DEEPEST = 256;

const TAG_NAME = /[^\s/>=<"']+/y;
const ATTRIBUTE = /\s+([^\s/>=<"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>$/y;

/** A document on the way. */
interface Reading {
  readonly source: XmlSource;
  readonly handler: XmlHandler;
  /** Names of the elements that are not closed yet. */
  readonly open: string[];
  seenRoot: boolean;
}

/**
 * Reads a document from its first to its last character, in time that grows with its length and memory that does not.
 * Throws an `Error` for what is not well formed, for text that ends early, for declarations inside a document type and
 * for entities that they would declare, for what is nested too deep, and for a tag or text longer than a mebibyte.
 * The document type itself is passed over; nothing is fetched.
 */
export function readXml(pieces: Iterable<string>, handler: XmlHandler): void {
  const reading: Reading = { source: new XmlSource(pieces), handler, open: [], seenRoot: false };
  for (;;) {
    const raw = reading.source.textToTag();
    if (raw !== '') takeText(raw, reading);
    if (reading.source.isDone()) break;
    takeMarkup(reading);
  }
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) throw new Error(`cut short: <${unclosed}> is not closed`);
  if (!reading.seenRoot) throw new Error('cut short: no element in it');
}

function takeText(raw: string, { open, handler }: Reading): void {
  if (open.length > 0) handler.text(decodeEntities(raw));
  else if (raw.trim() !== '') throw new Error('text outside of the root element');
}

/** Takes what begins at the `<`. */
function takeMarkup(reading: Reading): void {
  const { source, open, seenRoot, handler } = reading;
  if (source.startsWith('</')) takeClosing(source.to('>', 'a closing tag'), reading);
  else if (source.startsWith('<!--')) source.to('-->', 'a comment', 4);
  else if (source.startsWith('<?')) source.to('?>', 'an instruction', 2);
  else if (source.startsWith('<![CDATA[') && open.length > 0) {
    handler.text(source.to(']]>', 'character data', 9).slice(9, -3));
  } else if (source.startsWith('<!DOCTYPE') && !seenRoot) takeDoctype(source);
  else if (source.startsWith('<!')) throw new Error(`unexpected "${source.peek(9)}"`);
  else if (seenRoot && open.length === 0) throw new Error('a second root element');
  else takeOpening(source.tag(), reading);
}

/** `tag` ends with its `>`, unless it is not well formed. */
function takeOpening(tag: string, reading: Reading): void {
  const { handler, open } = reading;
  const name = matchAt(TAG_NAME, tag, 1)?.[0];
  if (name === undefined) throw new Error('a "<" that begins no tag');
  const attributes = new Map<string, string>();
  let position = 1 + name.length;
  for (let match = matchAt(ATTRIBUTE, tag, position); match; match = matchAt(ATTRIBUTE, tag, position)) {
    const key = match[1] ?? '';
    if (attributes.has(key)) throw new Error(`attribute ${key} stands twice in <${name}>`);
    attributes.set(key, decodeEntities(match[2] ?? match[3] ?? ''));
    position += match[0].length;
  }
  const end = matchAt(TAG_END, tag, position);
  if (end === null) throw new Error(`the tag <${name}> is cut short or not well formed`);
  if (open.length >= DEEPEST) throw new Error(`elements are nested more than ${DEEPEST} deep`);
  reading.seenRoot = true;
  handler.open(name, attributes);
  if (end[1] === '/') handler.close(name);
  else open.push(name);
}

function takeClosing(tag: string, { handler, open }: Reading): void {
  const name = tag.slice(2, -1).trimEnd();
  const expected = open.pop();
  if (name !== expected) throw new Error(`</${name}> closes ${expected === undefined ? 'nothing' : `<${expected}>`}`);
  handler.close(name);
}

/** A name and where its definition could be fetched from; declarations of its own are refused, whatever they declare. */
function takeDoctype(source: XmlSource): void {
  const form =
    /^<!DOCTYPE\s+[^\s>["']+(?:\s+SYSTEM\s*(?:"[^"]*"|'[^']*')|\s+PUBLIC\s*(?:"[^"]*"|'[^']*')\s*(?:"[^"]*"|'[^']*'))?\s*>$/;
  if (!form.test(source.tag())) throw new Error('a document type with declarations of its own, which are never read');
}

/** `pattern` is sticky. */
function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
