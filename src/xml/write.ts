/** An element to be written. Its children are elements, or one text. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly Element[] | string;
}

/** What XML 1.0 has no form for, not even as a reference: most control characters, halves of pairs, and two that are none. */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Written as references: what is markup, what a reader would take for a blank, and what a terminal might obey. */
const REFERRED = /[&<>"'\t\r\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/** The document of an element, in UTF-8 and with a newline at its end. Characters that XML forbids are left out. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementLines(root, '').join('\n')}\n`;
}

function elementLines({ name, attributes = {}, children = [] }: Element, indent: string): readonly string[] {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${attributeText(`${value}`)}"`);
  const start = `${indent}<${name}${given.join('')}`;
  if (children.length === 0) return [`${start}/>`];
  if (typeof children === 'string') return [`${start}>${contentText(children)}</${name}>`];
  const inner = children.flatMap((child) => elementLines(child, `${indent}  `));
  return [`${start}>`, ...inner, `${indent}</${name}>`];
}

function contentText(text: string): string {
  return text.replace(FORBIDDEN, '').replace(REFERRED, reference);
}

/** Readers make blanks of line breaks in an attribute that stand there as they are. */
function attributeText(text: string): string {
  return contentText(text).replaceAll('\n', '&#10;');
}

function reference(character: string): string {
  return NAMED.get(character) ?? `&#x${character.charCodeAt(0).toString(16)};`;
}
