/** A line in which the values of attributes stand in the place of references to them. */
export interface Expanded {
  readonly text: string;
  /** The offset in the line as it was written of what has an offset in the text: that of the reference, for what is in a value. */
  offsetOf(offset: number): number;
}

/** What documents may refer to without setting it: characters that would mean something else. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ...['empty', 'blank', 'sp', 'nbsp', 'zwsp', 'wj'].map((name) => [name, name === 'sp' ? ' ' : ''] as const),
  ...([
    ['plus', '+'],
    ['startsb', '['],
    ['endsb', ']'],
    ['vbar', '|'],
    ['caret', '^'],
    ['tilde', '~'],
  ] as const),
  ...([
    ['asterisk', '*'],
    ['backslash', '\\'],
    ['backtick', '`'],
    ['apos', "'"],
    ['quot', '"'],
  ] as const),
  ...([
    ['amp', '&'],
    ['lt', '<'],
    ['gt', '>'],
    ['cpp', 'C++'],
    ['two-colons', '::'],
    ['two-semicolons', ';;'],
  ] as const),
]);

const REFERENCE = /\{([\w-]+)\}/g;

/** Longer lines are not made of shorter ones: values may be made of values. */
const LONGEST = 20_000;

/** Puts values in the place of references; those to attributes that the text does not set stay as they are. */
export function expandAttributes(line: string, attributes: ReadonlyMap<string, string>): Expanded {
  if (!line.includes('{')) return { text: line, offsetOf: (offset) => offset };
  const shifts: { readonly from: number; readonly to: number; readonly written: number; readonly next: number }[] = [];
  let text = '';
  let done = 0;
  for (const { 0: whole, 1: name = '', index } of line.matchAll(REFERENCE)) {
    const value = line[index - 1] === '\\' ? undefined : (attributes.get(name) ?? CHARACTERS.get(name));
    if (value === undefined || text.length + value.length > LONGEST) continue;
    text += line.slice(done, index);
    shifts.push({ from: text.length, to: text.length + value.length, written: index, next: index + whole.length });
    text += value;
    done = index + whole.length;
  }
  text += line.slice(done);
  return {
    text,
    offsetOf(offset) {
      const shift = shifts.findLast(({ from }) => from <= offset);
      if (shift === undefined) return offset;
      return offset < shift.to ? shift.written : shift.next + offset - shift.to;
    },
  };
}
