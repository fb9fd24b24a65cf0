import type { Candidate, CommandShape, KnownNames, OptionShape, ValueKind } from './shape.ts';

/**
 * What the last of the words may become. `words`: all behind the name of the program, the last one as far as it is typed. None
 * where anything may stand, or a file: the shell knows these.
 */
export function candidatesFor(
  words: readonly string[],
  commands: readonly CommandShape[],
  names: KnownNames,
): readonly Candidate[] {
  const typed = words.at(-1) ?? '';
  return possible(words.slice(0, -1), typed, commands, names).filter(({ word }) => word.startsWith(typed));
}

function possible(
  before: readonly string[],
  typed: string,
  commands: readonly CommandShape[],
  names: KnownNames,
): readonly Candidate[] {
  const [name, ...rest] = before;
  if (name === undefined) return commands.map((command) => ({ word: command.name, description: command.description }));
  const command = commands.find((one) => one.name === name);
  if (command === undefined) return [];
  if (command.commands !== undefined) return possible(rest, typed, command.commands, names);
  const { open, isPastOptions, arguments: given } = walk(rest, command);
  if (typed.startsWith('-') && !isPastOptions) return optionsLeft(rest, command);
  if (open !== undefined) return valuesOf(open, names);
  const place = command.arguments[Math.min(given, command.arguments.length - 1)];
  if (place === undefined || (given >= command.arguments.length && !place.isRepeated)) return [];
  return valuesOf(place, names);
}

/** Where the words lead: the option whose value comes next, if any, and how many arguments there were. */
function walk(words: readonly string[], { options }: CommandShape) {
  let open: OptionShape | undefined;
  let given = 0;
  for (const [index, word] of words.entries()) {
    if (word === '--') return { open: undefined, isPastOptions: true, arguments: given + words.length - index - 1 };
    if (word.startsWith('-')) {
      const option = options.find(({ flags }) => flags.includes(word));
      open = option?.takes === 'nothing' ? undefined : option;
    } else if (open === undefined) given += 1;
    else if (open.takes === 'one') open = undefined;
  }
  return { open, isPastOptions: false, arguments: given };
}

/** Options that were not given yet, and those that may be given again. */
function optionsLeft(words: readonly string[], { options }: CommandShape): readonly Candidate[] {
  const left = options.filter(({ flags, takes }) => takes === 'many' || !flags.some((flag) => words.includes(flag)));
  return left.map(({ flags, description }) => ({ word: flags.at(-1) ?? '', description }));
}

function valuesOf(
  { choices, value }: { readonly choices: readonly string[]; readonly value: ValueKind },
  names: KnownNames,
): readonly Candidate[] {
  const words = choices.length > 0 ? choices : namesOf(value, names);
  return [...new Set(words)].map((word) => ({ word, description: '' }));
}

function namesOf(value: ValueKind, { tiers, tasks, gates, reports }: KnownNames): readonly string[] {
  switch (value) {
    case 'tier':
      return tiers;
    case 'check':
      return [...tasks, ...gates];
    case 'task':
      return tasks;
    case 'report':
      return reports;
    case 'file':
    case 'text':
      return [];
  }
}
