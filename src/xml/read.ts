import { decodeEntities } from './entities.ts';

/** What a document is read into, in the order in which it stands there. */
export interface XmlHandler {
  open(name: string, attributes: ReadonlyMap<string, string>): void;
  /** Text between tags, references replaced. May come in pieces. */
  text(text: string): void;
  close(name: string): void;
}

const TAG_NAME = /[^\s/>=<"']+/y;
const ATTRIBUTE = /\s+([^\s/>=<"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const TAG_END = /\s*(\/?)>/y;

/** A document on the way. */
interface Reading {
  readonly text: string;
  readonly handler: XmlHandler;
  /** Names of the elements that are not closed yet. */
  readonly open: string[];
  seenRoot: boolean;
}

/**
 * Reads a document from its first to its last character, in time and memory that grow with its length only.
 * Throws an `Error` for what is not well formed, for text that ends early, for declarations inside a document type and
 * for entities that they would declare. The document type itself is passed over; nothing is fetched.
 */
export function readXml(text: string, handler: XmlHandler): void {
  const reading: Reading = { text, handler, open: [], seenRoot: false };
  let position = text.startsWith('\uFEFF') ? 1 : 0;
  while (position < text.length) {
    const start = text.indexOf('<', position);
    const end = start === -1 ? text.length : start;
    if (end > position) takeText(text.slice(position, end), reading);
    position = start === -1 ? end : takeMarkup(start, reading);
  }
  const unclosed = reading.open.at(-1);
  if (unclosed !== undefined) throw new Error(`cut short: <${unclosed}> is not closed`);
  if (!reading.seenRoot) throw new Error('cut short: no element in it');
}

function takeText(raw: string, { open, handler }: Reading): void {
  if (open.length > 0) handler.text(decodeEntities(raw));
  else if (raw.trim() !== '') throw new Error('text outside of the root element');
}

/** Takes what begins at the `<`; returns where it ends. */
function takeMarkup(start: number, reading: Reading): number {
  const { text, open, seenRoot } = reading;
  if (text.startsWith('</', start)) return takeClosing(start, reading);
  if (text.startsWith('<!--', start)) return endOf(text, '-->', start + 4, 'a comment');
  if (text.startsWith('<?', start)) return endOf(text, '?>', start + 2, 'an instruction');
  if (text.startsWith('<![CDATA[', start) && open.length > 0) return takeCharacterData(start, reading);
  if (text.startsWith('<!DOCTYPE', start) && !seenRoot) return endOfDoctype(text, start);
  if (text.startsWith('<!', start)) throw new Error(`unexpected "${text.slice(start, start + 9)}"`);
  if (seenRoot && open.length === 0) throw new Error('a second root element');
  return takeOpening(start, reading);
}

function takeOpening(start: number, reading: Reading): number {
  const { text, handler, open } = reading;
  const name = matchAt(TAG_NAME, text, start + 1)?.[0];
  if (name === undefined) throw new Error('a "<" that begins no tag');
  const attributes = new Map<string, string>();
  let position = start + 1 + name.length;
  for (let match = matchAt(ATTRIBUTE, text, position); match; match = matchAt(ATTRIBUTE, text, position)) {
    const key = match[1] ?? '';
    if (attributes.has(key)) throw new Error(`attribute ${key} stands twice in <${name}>`);
    attributes.set(key, decodeEntities(match[2] ?? match[3] ?? ''));
    position += match[0].length;
  }
  const end = matchAt(TAG_END, text, position);
  if (end === null) throw new Error(`the tag <${name}> is cut short or not well formed`);
  reading.seenRoot = true;
  handler.open(name, attributes);
  if (end[1] === '/') handler.close(name);
  else open.push(name);
  return position + end[0].length;
}

function takeClosing(start: number, { text, handler, open }: Reading): number {
  const end = endOf(text, '>', start, 'a closing tag');
  const name = text.slice(start + 2, end - 1).trimEnd();
  const expected = open.pop();
  if (name !== expected) throw new Error(`</${name}> closes ${expected === undefined ? 'nothing' : `<${expected}>`}`);
  handler.close(name);
  return end;
}

function takeCharacterData(start: number, { text, handler }: Reading): number {
  const end = endOf(text, ']]>', start + 9, 'character data');
  handler.text(text.slice(start + 9, end - 3));
  return end;
}

/** A name and where its definition could be fetched from; declarations of its own are refused, whatever they declare. */
function endOfDoctype(text: string, start: number): number {
  const form =
    /<!DOCTYPE\s+[^\s>["']+(?:\s+SYSTEM\s*(?:"[^"]*"|'[^']*')|\s+PUBLIC\s*(?:"[^"]*"|'[^']*')\s*(?:"[^"]*"|'[^']*'))?\s*>/y;
  const match = matchAt(form, text, start);
  if (match === null) throw new Error('a document type with declarations of its own, which are never read');
  return start + match[0].length;
}

function endOf(text: string, mark: string, from: number, what: string): number {
  const at = text.indexOf(mark, from);
  if (at === -1) throw new Error(`cut short inside ${what}`);
  return at + mark.length;
}

/** `pattern` is sticky. */
function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
