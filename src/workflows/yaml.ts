/** What is written: as in JSON, without null. Entries that are undefined are left out. */
export type YamlValue = string | number | boolean | Noted | readonly YamlValue[] | YamlMap;

/** Keys stand in the order in which they were made. */
export interface YamlMap {
  readonly [key: string]: YamlValue | undefined;
}

/** A text with a comment behind it. */
export class Noted {
  readonly text: string;
  readonly note: string;

  constructor(text: string, note: string) {
    this.text = text;
    this.note = note;
  }
}

/**
 * Lines of YAML that readers of 1.1 and of 1.2 understand alike, but for the key `on`. The same value makes the same bytes. `gaps`: levels of maps
 * whose entries have a blank line between them.
 */
export function yamlLines(value: YamlMap, gaps: readonly string[] = []): readonly string[] {
  return mapLines(value, gaps);
}

function mapLines(map: YamlMap, gaps: readonly string[]): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : entryLines(`${keyText(key)}:`, value, gaps.includes(key)),
  );
}

/** Everybody writes the key `on` without quotes, though readers of YAML 1.1 take it for true. */
function keyText(key: string): string {
  return key === 'on' ? key : scalar(key);
}

/** `start` is what stands before the value on its line, such as `name:` or `-`. */
function entryLines(start: string, value: YamlValue, isSpaced: boolean): readonly string[] {
  if (typeof value === 'string' && isBlock(value)) return blockLines(start, value);
  if (value instanceof Noted) return [`${start} ${scalar(value.text)} # ${value.note}`];
  if (typeof value !== 'object') return [`${start} ${scalar(value)}`];
  if (Array.isArray(value)) return [...listStart(start, value), ...value.flatMap(itemLines).map(indented)];
  const entries = Object.entries(value as YamlMap).filter(([, one]) => one !== undefined);
  if (entries.length === 0) return [`${start} {}`];
  const parts = entries.map(([key, one]) => mapLines({ [key]: one }, []).map(indented));
  return [start, ...parts.flatMap((lines, index) => (isSpaced && index > 0 ? ['', ...lines] : lines))];
}

function listStart(start: string, list: readonly YamlValue[]): readonly string[] {
  return [list.length === 0 ? `${start} []` : start];
}

/** A map in a list begins beside its dash. */
function itemLines(value: YamlValue): readonly string[] {
  const isMap = typeof value === 'object' && !Array.isArray(value) && !(value instanceof Noted);
  const lines = isMap ? mapLines(value as YamlMap, []) : [];
  const [first, ...more] = lines;
  return first === undefined ? entryLines('-', value, false) : [`- ${first}`, ...more.map(indented)];
}

function indented(line: string): string {
  return line === '' ? '' : `  ${line}`;
}

/** Whether lines of the text can stand below each other as they are. */
function isBlock(text: string): boolean {
  return (
    text.includes('\n') && !ODD.test(text) && !/^\s/.test(text) && !/\n\s*\n$/.test(text) && !/[^\S\n]$/.test(text)
  );
}

function blockLines(start: string, text: string): readonly string[] {
  const isEnded = text.endsWith('\n');
  const lines = (isEnded ? text.slice(0, -1) : text).split('\n');
  return [`${start} |${isEnded ? '' : '-'}`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))];
}

/** Control characters, and what some readers take for the end of a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const ODD = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/u;

function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  if (ODD.test(value) || value.includes('\n')) return quotedByEscapes(value);
  return isPlain(value) ? value : quoted(value);
}

/** In the quotes that formatters of YAML leave as they are: double ones, unless more of these would have to be escaped. */
function quoted(text: string): string {
  const count = (mark: string) => text.split(mark).length;
  const isSingle = text.includes('\\') || count('"') > count("'");
  return isSingle ? `'${text.replaceAll("'", "''")}'` : `"${text.replaceAll('"', '\\"')}"`;
}

function quotedByEscapes(text: string): string {
  const spelled = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/gu, spelled);
}

/** Whether the text is a text without quotes: it begins like a word, and is neither a number nor true, false or null. */
function isPlain(text: string): boolean {
  if (!/^[A-Za-z_./$(][^\n]*$/.test(text) || /:(?: |$)| #| $/.test(text)) return false;
  return !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text) && !/^\.(?:\d|inf$|nan$)/i.test(text);
}
