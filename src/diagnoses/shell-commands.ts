import type { CommandLine } from '../core/task.ts';

/** One command of a script. */
export interface ShellCommand {
  /** Its words without their quotes. */
  readonly words: CommandLine;
  /** Whether the script goes on as if nothing had happened when it fails, as with `|| true`. */
  readonly isSwallowed: boolean;
}

/** One of: blanks, a line that goes on, a comment, an operator, a part of a word. Each character is looked at once or twice. */
const TOKEN =
  /(?<blank>[ \t]+|\\\r?\n)|(?<comment>(?<![^\s;&|])#[^\n]*)|(?<operator>&&|\|\||\|&?|[;&\n]|\r\n)|'(?<single>[^']*)'|"(?<double>(?:\\[\s\S]|[^"\\])*)"|(?<plain>(?:\\[\s\S]|[^\s'"\\;&|])+|[\s\S])/g;

/** What follows `||` where a failure is to count for nothing. */
const NOTHING_DONE = new Set(['true', ':', 'echo', 'exit 0', '/bin/true']);

/** The commands of a script of `sh`, as far as they are plain ones: what compound commands and expansions do is not followed. */
export function commandsIn(script: string): readonly ShellCommand[] {
  const parts = partsOf(script);
  return parts.flatMap(({ words, operator }, index) => {
    if (words.length === 0) return [];
    const next = parts[index + 1]?.words ?? [];
    return { words, isSwallowed: operator === '||' && isNothing(next) };
  });
}

/** Commands, each with the operator behind it. */
function partsOf(script: string): readonly { readonly words: CommandLine; readonly operator: string }[] {
  const parts: { words: string[]; operator: string }[] = [];
  let words: string[] = [];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  for (const { groups = {} } of script.matchAll(TOKEN)) {
    const { blank, comment, operator, single, double, plain } = groups;
    if (blank !== undefined || comment !== undefined) endWord();
    else if (operator === undefined) word = (word ?? '') + (single ?? double ?? plain ?? '');
    else {
      endWord();
      parts.push({ words, operator });
      words = [];
    }
  }
  endWord();
  return [...parts, { words, operator: '' }];
}

function isNothing(words: CommandLine): boolean {
  return NOTHING_DONE.has(words[0] ?? '') || NOTHING_DONE.has(words.join(' '));
}
