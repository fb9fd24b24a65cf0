import { Command, CommanderError, InvalidArgumentError, type Option } from 'commander';
import { entryNames } from '../../catalog.ts';
import { LatticeError } from '../../core/errors.ts';
import type { Invocation } from '../invocation.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Milliseconds. */
const DAY = 86_400_000;

/** The command line while it is described. */
export type Program = Command;

/** Takes what the command line asks for. */
export type Found = (invocation: Invocation) => void;

/** How what was found is wanted, of commands that have a record to show. */
export interface ReportFlags {
  readonly report?: readonly string[];
}

/** The option for these. */
export const REPORTS = [
  '--report <formats...>',
  `${entryNames('reports').join(', ')}; or ./module.js; FORMAT=FILE writes it into a file`,
] as const;

/** What help shows below all else, for `addHelpText`: lines to be copied, of which the name of the program is left out here. */
export function examples(...lines: readonly string[]): ['after', string] {
  const shown = lines.map((line) => `  npx lattice-hooks ${line}`);
  return ['after', ['', lines.length === 1 ? 'Example:' : 'Examples:', ...shown].join('\n')];
}

/** A command line without commands. */
export function openProgram(version: string, { out, err, width }: Terminal): Program {
  return (
    new Command('lattice-hooks')
      // First of all: subcommands take it over when they are made. Errors are told by whoever catches them.
      .configureOutput({ writeOut: out, writeErr: err, outputError: () => undefined, getOutHelpWidth: () => width })
      .configureHelp({ subcommandTerm: (command) => command.name() })
      .description('Git hooks in tiers from one config: fast checks at commit, tests with a coverage gate at push.')
      .version(version, '-v, --version')
      .addHelpText(...examples('install', 'run fast --all', 'explain lint'))
      .exitOverride()
      .showSuggestionAfterError()
  );
}

/** Reads the words of a command line; without any, help is shown. Throws `LatticeError` for what it does not understand. */
export async function readWords(program: Program, words: readonly string[]): Promise<void> {
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usage(error);
  }
}

function usage(error: CommanderError): LatticeError {
  // A command of commands that stands alone has shown its help by now.
  if (error.code === 'commander.help')
    return new LatticeError('usage', 'which of these commands is not said', 'Add one of them.');
  const message = error.message.replace(/^error: /, '').replace('(Did you mean', '(did you mean');
  return new LatticeError('usage', message, '`npx lattice-hooks --help` shows what there is.');
}

/** The option of commands that answer a question. */
export function textOrJson(program: Program): Option {
  return program.createOption('--report <format>', 'how').choices(['text', 'json']).default('text');
}

/** A whole number from 1 on. Throws what commander makes an error of usage of. */
export function readCount(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number from 1 on.');
}

/** Days, written as `30d` or `4w`, in milliseconds. Throws what commander makes an error of usage of. */
export function readDays(text: string): number {
  const [, amount, unit] = /^([1-9]\d{0,4})([dw])$/.exec(text) ?? [];
  if (amount === undefined) throw new InvalidArgumentError('Write it like `30d` or `4w`.');
  return Number(amount) * (unit === 'w' ? 7 : 1) * DAY;
}
