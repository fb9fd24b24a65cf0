import type { CommandLine } from '../core/task.ts';

/** A command that cannot be split, and what to write instead. */
export interface CommandProblem {
  readonly problem: string;
}

/** Words that only a shell understands. */
const OPERATORS = new Set(['&&', '||', '|', ';', '&', '>', '<', '>>', '2>', '2>&1']);

/**
 * Splits a command into arguments without a shell: quotes and backslashes group, all else is literal.
 * A word that is only an unquoted operator is a problem: it would reach the program as an argument and do nothing.
 */
export function splitCommand(command: string): CommandLine | CommandProblem {
  const words: { text: string; quoted: boolean }[] = [];
  let word: { text: string; quoted: boolean } | undefined;
  let quote = '';
  for (let index = 0; index < command.length; index += 1) {
    const character = command.charAt(index);
    if (quote === '' && /\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    word ??= { text: '', quoted: false };
    if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word.quoted = true;
    } else if (character === '\\' && quote !== "'" && isEscapable(command.charAt(index + 1), quote)) {
      index += 1;
      word.text += command.charAt(index);
      word.quoted = true;
    } else word.text += character;
  }
  if (quote !== '') return { problem: `a quote (${quote}) is not closed` };
  if (word !== undefined) words.push(word);
  const operator = words.find(({ text, quoted }) => !quoted && OPERATORS.has(text));
  if (operator !== undefined) return { problem: operatorProblem(operator.text, words) };
  return words.length === 0 ? { problem: 'the command is empty' } : words.map(({ text }) => text);
}

/** Inside double quotes a backslash is literal unless it stands before a quote or a backslash. */
function isEscapable(next: string, quote: string): boolean {
  return next !== '' && (quote === '' || next === '"' || next === '\\');
}

function operatorProblem(operator: string, words: readonly { text: string; quoted: boolean }[]): string {
  const start = `commands run without a shell, so \`${operator}\` would be handed over as an argument`;
  if (operator !== '&&' && operator !== ';') return `${start}; call a script instead`;
  const commands: string[][] = [[]];
  for (const { text, quoted } of words) {
    if (!quoted && (text === '&&' || text === ';')) commands.push([]);
    else commands.at(-1)?.push(text);
  }
  return `${start}; several commands are written as ${JSON.stringify(commands.filter((command) => command.length > 0))}`;
}
