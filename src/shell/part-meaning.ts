/** A script whose quotes or parentheses do not close. */
export class Unclosed extends Error {}

/** What a piece of a word comes to without a shell. */
interface Meaning {
  readonly text: string;
  readonly isOpen: boolean;
}

/** Without quotes: file names are matched by `*`, `?` and `[`, a home folder by `~`, alternatives by braces. */
export function meaningOfPlain(raw: string): Meaning {
  return { text: raw, isOpen: /[*?[~$\\]|\{[^{}]*[,.][^{}]*\}/.test(raw) };
}

/** Between double quotes, where arguments of the hook are filled in as `{1}`. */
export function meaningOfQuoted(inside: string): Meaning {
  const filled = inside.replace(/(\\[\s\S])|\$([\d@*]|\{[\d@*]\})/g, (found, kept: string | undefined) => {
    return kept ?? placeholder(found);
  });
  const isOpen = /(?<!\\)(?:\\\\)*[$`]/.test(filled);
  return { text: filled.replace(/\\([\\"$`\n])/g, (_, one: string) => (one === '\n' ? '' : one)), isOpen };
}

/** `$1` → `{1}`, `${1}` → `{1}`, `$@` → `{@}`. */
export function placeholder(argument: string): string {
  return `{${argument.replace(/[${}]/g, '').replace('*', '@')}}`;
}

/** Whether a backslash takes its meaning from the character; `from`: where the text begins. */
export function isEscaped(text: string, from: number, at: number): boolean {
  let count = 0;
  while (at - count > from && text[at - count - 1] === '\\') count += 1;
  return count % 2 === 1;
}

/** What a sticky pattern finds at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
