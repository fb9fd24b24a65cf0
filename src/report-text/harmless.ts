const ESCAPE = String.fromCharCode(0x1b);
const BELL = String.fromCharCode(0x07);
/** One-character forms of the two introducers, as ECMA-48 has them for 8-bit terminals. */
const [CSI, OSC] = [String.fromCharCode(0x9b), String.fromCharCode(0x9d)];

/** Colours and cursor movements; titles, links and other strings for the terminal, ended or not; all that is shorter. */
const SEQUENCES = new RegExp(
  [
    `(?:${ESCAPE}\\[|${CSI})[0-?]*[ -/]*[@-~]`,
    `(?:${ESCAPE}[\\]PX^_]|${OSC})[^${BELL}${ESCAPE}\\n]*(?:${BELL}|${ESCAPE}\\\\)?`,
    `${ESCAPE}[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** What moves the cursor, turns the direction of writing, breaks lines unseen, or is no character at all. Made where it is needed. */
const unsafe = () => /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Harmless at a glance, as most texts are: of one line, and of several. */
const PLAIN_LINE = /^[ -~]*$/;
const PLAIN = /^[ -~\n\r\t]*$/;

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** Longer messages are cut: a tool that quotes a minified file would fill the screen. In UTF-16 code units. */
const LONGEST_MESSAGE = 600;

/** Text of others for one line of a terminal: control sequences are gone, blanks are joined, all else that is unsafe is spelled out. */
export function oneLine(text: string): string {
  const line = withoutSequences(text).replace(/\s+/g, ' ').trim();
  const cut = line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
  return spelledOut(cut);
}

/** A path or another name. One with unsafe characters stands in quotes, as git shows it, so that two names never look the same. */
export function safeName(name: string): string {
  const isSafe = PLAIN_LINE.test(name) || name.search(unsafe()) === -1;
  if (isSafe && !name.startsWith('"')) return name;
  return `"${spelledOut(name.replace(/["\\]/g, '\\$&'))}"`;
}

/** Text of others of which line breaks and tabs stay: control sequences are gone, all else that is unsafe is spelled out. */
export function severalLines(text: string): string {
  if (PLAIN.test(text)) return text;
  return withoutSequences(text).replace(/[^\n\r\t]+/g, spelledOut);
}

/** A message of ours that may quote others, for a terminal: only its line breaks and tabs stay. */
export function safeMessage(text: string): string {
  return severalLines(text).replaceAll('\r', '\\r');
}

/** Lines of a program's output: what it drew over by carriage returns is gone, tabs are blanks, blanks at the end go. */
export function safeLines(output: string): readonly string[] {
  return withoutSequences(output)
    .split('\n')
    .map((line) => {
      const drawn = line.trimEnd().split('\r').at(-1) ?? '';
      return spelledOut(drawn.replaceAll('\t', '    '));
    });
}

/** A line of a file, character for character: tabs are two blanks, all that is unsafe is spelled out. */
export function safeSource(line: string): string {
  return spelledOut(line.replaceAll('\t', '  '));
}

/** Text of others without colours, cursor movements and the like. Other control characters are still in it. */
export function withoutSequences(text: string): string {
  return text.replace(SEQUENCES, '');
}

function spelledOut(text: string): string {
  if (PLAIN_LINE.test(text)) return text;
  return text.replace(unsafe(), (character) => {
    const code = character.codePointAt(0) ?? 0;
    // Bytes of a path that are not UTF-8 stand as these, see `decodePath`.
    const byte = code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : code;
    const hex = byte.toString(16);
    return SHORT_ESCAPES.get(character) ?? (byte <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`);
  });
}
