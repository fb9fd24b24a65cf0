/** A word of a command, as far as it can be told without a shell. */
export interface ShellWord {
  readonly type: 'word';
  /** Its text, with `{1}` for the first argument of the hook; all of them are `{@}`. */
  readonly text: string;
  /** As it was written. */
  readonly raw: string;
  /** Whether only a shell knows what it comes to: a variable, a command, a pattern of file names. */
  readonly isOpen: boolean;
  /** Whether a quote or a backslash is in it. */
  readonly isQuoted: boolean;
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** What stands between words: `&&`, `;`, a line break and so on. */
export interface ShellOperator {
  readonly type: 'operator';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type ShellToken = ShellWord | ShellOperator;

/** One of: a line that goes on, blanks, a comment, an operator with a file number before it, a part of a word. */
const TOKEN =
  /(?<joined>\\\r?\n)|(?<blank>[ \t\r]+)|(?<operator>\d?>>?(?:&\d?-?)?|<<?<?-?|&&|\|\|?|;;?|&|[()]|\n)|(?<single>'[^']*')|(?<double>"(?:\\[\s\S]|[^"\\])*")|(?<ticks>`[^`]*`)|(?<escaped>\\[\s\S])|(?<argument>\$(?:[\d@*]|\{[\d@*]\}))|(?<plain>[^\s'"\\`$&|;<>()]+)|(?<rest>[\s\S])/gy;

/** The tokens of a shell script without comments; undefined where a quote is not closed. */
export function shellTokens(text: string): readonly ShellToken[] | undefined {
  const tokens: ShellToken[] = [];
  let word: ShellWord | undefined;
  const end = () => {
    if (word !== undefined) tokens.push(word);
    word = undefined;
  };
  for (const { 0: raw, groups = {}, index } of text.matchAll(TOKEN)) {
    if (raw === '"' || raw === "'") return undefined;
    if (groups['joined'] !== undefined) continue;
    if (groups['blank'] !== undefined) end();
    else if (groups['operator'] !== undefined && !isInWord(raw, word)) {
      end();
      tokens.push({ type: 'operator', text: raw, start: index, end: index + raw.length });
    } else word = joined(word, raw, index, groups);
  }
  end();
  return tokens;
}

/** A digit before `>` is part of a word unless it stands alone. */
function isInWord(raw: string, word: ShellWord | undefined): boolean {
  return /^\d/.test(raw) && word !== undefined;
}

/** The script without its comments: a `#` at the start of a word begins one, unless quotes are around it. */
export function withoutComments(text: string): string {
  const pieces = /('[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S])|(^|[\s;&|(])#[^\n]*/g;
  return text.replace(pieces, (_, kept: string | undefined, before: string | undefined) => kept ?? before ?? '');
}

function joined(
  word: ShellWord | undefined,
  raw: string,
  index: number,
  groups: Readonly<Record<string, string | undefined>>,
): ShellWord {
  const { text, isOpen } = meaning(raw, groups);
  return {
    type: 'word',
    text: `${word?.text ?? ''}${text}`,
    raw: `${word?.raw ?? ''}${raw}`,
    isOpen: (word?.isOpen ?? false) || isOpen,
    isQuoted: (word?.isQuoted ?? false) || groups['plain'] === undefined,
    start: word?.start ?? index,
    end: index + raw.length,
  };
}

function meaning(
  raw: string,
  { single, double, escaped, argument, plain }: Readonly<Record<string, string | undefined>>,
): { readonly text: string; readonly isOpen: boolean } {
  if (single !== undefined) return { text: single.slice(1, -1), isOpen: false };
  if (double !== undefined) return inDoubleQuotes(double.slice(1, -1));
  if (escaped !== undefined) return { text: escaped.slice(1), isOpen: false };
  if (argument !== undefined) return { text: placeholder(argument), isOpen: false };
  // File names are matched by `*`, `?` and `[`, a home folder by `~`, alternatives by braces, commands by backticks.
  const isOpen = plain === undefined || /[*?[`~]|\{[^{}]*[,.][^{}]*\}/.test(plain);
  return { text: raw, isOpen };
}

function inDoubleQuotes(inside: string): { readonly text: string; readonly isOpen: boolean } {
  const filled = inside.replace(/(\\[\s\S])|\$([\d@*]|\{[\d@*]\})/g, (found, kept: string | undefined) => {
    return kept ?? placeholder(found);
  });
  const isOpen = /(?<!\\)(?:\\\\)*[$`]/.test(filled);
  return { text: filled.replace(/\\([\\"$`\n])/g, (_, one: string) => (one === '\n' ? '' : one)), isOpen };
}

/** `$1` → `{1}`, `${1}` → `{1}`, `$@` → `{@}`. */
function placeholder(argument: string): string {
  return `{${argument.replace(/[${}]/g, '').replace('*', '@')}}`;
}
