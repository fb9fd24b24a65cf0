import type { CommandLine } from '../core/task.ts';

/** A command that cannot be split, and what to write instead. */
export interface CommandProblem {
  readonly problem: string;
}

interface Word {
  readonly text: string;
  /** Whether a quote or a backslash is in it, which makes it literal. */
  readonly quoted: boolean;
}

/** Words that only a shell understands. An unquoted line break is one of them. */
const OPERATORS = new Set(['&&', '||', '|', ';', '&', '>', '<', '>>', '2>', '2>&1', '\n']);
/** Operators between commands that simply follow each other. */
const SEQUENCE = new Set(['&&', ';', '\n']);

/** One of: blanks, a quoted part, an escaped character, plain characters, a quote that nobody closes. */
const PIECE =
  /(?<blank>\s+)|'(?<single>[^']*)'|"(?<double>(?:\\[\s\S]|[^"\\])*)"|\\(?<escaped>\r?\n|[\s\S])|(?<plain>[^\s'"\\]+|\\$)|(?<open>['"])/g;

/**
 * Splits a command into arguments without a shell: quotes and backslashes group, all else is literal; a backslash before
 * a line break goes on in the next line. A word that is only an unquoted operator is a problem: it would reach the program
 * as an argument and do nothing.
 */
export function splitCommand(command: string): CommandLine | CommandProblem {
  const words = toWords(command.trim());
  if ('problem' in words) return words;
  const operator = words.find(isOperator);
  if (operator !== undefined) return { problem: operatorProblem(operator.text, words, command.trim()) };
  return words.length === 0 ? { problem: 'the command is empty' } : words.map(({ text }) => text);
}

function toWords(command: string): readonly Word[] | CommandProblem {
  const words: Word[] = [];
  let word: Word | undefined;
  for (const { groups = {} } of command.matchAll(PIECE)) {
    const { blank, open } = groups;
    if (open !== undefined) return { problem: `a quote (${open}) is not closed` };
    if (blank === undefined) {
      word = join(word, groups);
      continue;
    }
    if (word !== undefined) words.push(word);
    if (blank.includes('\n')) words.push({ text: '\n', quoted: false });
    word = undefined;
  }
  return word === undefined ? words : [...words, word];
}

/** The word with one more piece. */
function join(word: Word | undefined, piece: Readonly<Record<string, string | undefined>>): Word | undefined {
  const { single, double, escaped, plain } = piece;
  if (escaped?.endsWith('\n')) return word;
  const text = single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? '';
  return { text: `${word?.text ?? ''}${text}`, quoted: (word?.quoted ?? false) || plain === undefined };
}

function isOperator({ text, quoted }: Word): boolean {
  return !quoted && OPERATORS.has(text);
}

function operatorProblem(operator: string, words: readonly Word[], command: string): string {
  const effect =
    operator === '\n' ? 'a line break would be a blank' : `\`${operator}\` would be an argument of the program`;
  const start = `commands run without a shell, so that ${effect}; `;
  const isSequence = words.every((word) => !isOperator(word) || SEQUENCE.has(word.text));
  if (!isSequence) return `${start}write a list: ${JSON.stringify(shellCommand(command))}`;
  const commands: string[][] = [[]];
  for (const word of words) {
    if (isOperator(word)) commands.push([]);
    else commands.at(-1)?.push(word.text);
  }
  return `${start}write a list of commands: ${JSON.stringify(commands.filter(({ length }) => length > 0))}`;
}

/** The same through a shell, with the files as its arguments: file names in its text would be code. */
function shellCommand(command: string): CommandLine {
  if (!command.includes('{files}')) return ['sh', '-c', command];
  return ['sh', '-c', command.replaceAll('{files}', '"$@"'), 'sh', '{files}'];
}
