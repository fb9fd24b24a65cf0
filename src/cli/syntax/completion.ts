import { type CompletedShell, SHELLS } from '../completion/scripts.ts';
import type { ArgumentShape, CommandShape, OptionShape, ValueKind } from '../completion/shape.ts';
import type { Found, Program } from './program.ts';

/** `completion`, and `complete`, which the scripts of that call. */
export function describeCompletion(program: Program, found: Found): void {
  program
    .command('completion')
    .description('write what a shell reads to complete this command line')
    .addArgument(program.createArgument('<shell>', 'which').choices(SHELLS))
    .addHelpText(
      'after',
      [
        '\nExamples:',
        ...['source <(npx lattice-hooks completion bash)', 'source <(npx lattice-hooks completion zsh)'],
        'npx lattice-hooks completion fish | source',
      ].join('\n  '),
    )
    .action((shell: CompletedShell) => found({ type: 'completion', shell }));
  program
    .command('complete', { hidden: true })
    .argument('[word...]')
    .action((words: readonly string[]) => found({ type: 'complete', words, commands: shapesOf(program) }));
}

/** What stands for a value, by its name in the descriptions. */
const KINDS: Readonly<Record<string, ValueKind>> = {
  'tier or hook': 'tier',
  task: 'check',
  formats: 'report',
  file: 'file',
  paths: 'file',
};

/** All commands that help shows, and those below a command too. */
function shapesOf(program: Program): readonly CommandShape[] {
  return program
    .createHelp()
    .visibleCommands(program)
    .map((command) => ({
      name: command.name(),
      description: command.description(),
      ...(command.commands.length === 0 ? {} : { commands: shapesOf(command) }),
      options: command.options.map(optionShape),
      arguments: command.registeredArguments.map(
        (one): ArgumentShape => ({
          value: kindOf(one.name(), command.name()),
          isRepeated: one.variadic,
          choices: one.argChoices ?? [],
        }),
      ),
    }));
}

function optionShape(option: Program['options'][number]): OptionShape {
  const [, value = ''] = /[<[]([^>\].]+)/.exec(option.flags) ?? [];
  return {
    flags: [option.short, option.long].filter((flag) => flag !== undefined),
    description: option.description,
    takes: value === '' ? 'nothing' : option.variadic ? 'many' : 'one',
    value: kindOf(value, ''),
    choices: option.argChoices ?? [],
  };
}

/** Gates have no explanation. */
function kindOf(name: string, command: string): ValueKind {
  const kind = KINDS[name] ?? 'text';
  return command === 'explain' && kind === 'check' ? 'task' : kind;
}
