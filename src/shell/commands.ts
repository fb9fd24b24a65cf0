import type { CommandLine } from '../core/task.ts';
import { parseShell } from './parse.ts';
import type { AndOrList, CompoundCommand, Pipeline, Redirection, ShellList, SimpleCommand } from './syntax.ts';
import { shellTokens } from './tokens.ts';

/**
 * What becomes of a script when one of its commands fails: it may end, it goes on as if nothing had happened, as with
 * `|| true`, or it does what it does because it asked, as with `if`.
 */
export type Fate = 'counts' | 'swallowed' | 'asked';

/** One command of a script. */
export interface ShellCommand {
  /** Its words without their quotes. */
  readonly words: CommandLine;
  /** Where its first word begins, and where its last one ends. */
  readonly start: number;
  readonly end: number;
  readonly fate: Fate;
  /** Whether it may run often, late or never: in a loop or a function, or behind `||`. */
  readonly isOnDemand: boolean;
  readonly redirections: readonly Redirection[];
}

/**
 * The commands of a script of `sh` in its order, those in functions, conditions and `$(…)` too. None where its quotes do
 * not close. Commands that only redirect are left out.
 */
export function commandsIn(script: string): readonly ShellCommand[] {
  const tokens = shellTokens(script);
  const found = tokens === undefined ? [] : inList(parseShell(tokens), { fate: 'counts', isOnDemand: false });
  return [...found].sort((one, other) => one.start - other.start);
}

/** Where a command stands. */
type Standing = Pick<ShellCommand, 'fate' | 'isOnDemand'>;

function inList(list: ShellList, standing: Standing): readonly ShellCommand[] {
  return list.flatMap((one) => inAndOr(one, standing));
}

/** Each is left to what stands behind the next `||`: to all of it, since `a || echo b && exit 1` fails. */
function inAndOr({ pipelines, operators }: AndOrList, { fate, isOnDemand }: Standing): readonly ShellCommand[] {
  const found: (readonly ShellCommand[])[] = [];
  const firstOr = operators.indexOf('||');
  let isQuiet = true;
  let behind = fate;
  for (let index = pipelines.length - 1; index >= 0; index -= 1) {
    const pipeline = pipelines[index] as Pipeline;
    if (operators[index] === '||') behind = !isQuiet ? 'asked' : fate === 'counts' ? 'swallowed' : fate;
    const isBehindOr = firstOr !== -1 && index > firstOr;
    found.push(inPipeline(pipeline, { fate: behind, isOnDemand: isOnDemand || isBehindOr }));
    isQuiet &&= isNothing(pipeline);
  }
  return found.flat();
}

function inPipeline({ commands, isNegated }: Pipeline, standing: Standing): readonly ShellCommand[] {
  return commands.flatMap((command) => inCommand(command, isNegated ? { ...standing, fate: 'asked' } : standing));
}

function inCommand(command: SimpleCommand | CompoundCommand, standing: Standing): readonly ShellCommand[] {
  if (command.type === 'simple') return [...simpleCommand(command, standing), ...innerCommands(command, standing)];
  const isOnDemand = standing.isOnDemand || command.type === 'loop' || command.type === 'function';
  const fate = command.type === 'function' ? 'counts' : standing.fate;
  return [
    ...inList(command.conditions, { fate: 'asked', isOnDemand }),
    ...inList(command.bodies, { fate, isOnDemand }),
  ];
}

function simpleCommand({ words, redirections }: SimpleCommand, standing: Standing): readonly ShellCommand[] {
  const [first] = words;
  if (first === undefined) return [];
  const { start } = first;
  return [{ words: words.map(({ text }) => text), start, end: words.at(-1)?.end ?? start, ...standing, redirections }];
}

/** What is captured is asked for: whoever takes the output may judge it. */
function innerCommands(command: SimpleCommand, { isOnDemand }: Standing): readonly ShellCommand[] {
  const words = [...command.words, ...command.redirections.flatMap(({ target }) => target ?? [])];
  const scripts = words.flatMap(({ inner }) => inner);
  return scripts.flatMap((tokens) => inList(parseShell(tokens), { fate: 'asked', isOnDemand }));
}

/** Whether it only says something and ends well. */
function isNothing({ commands: [command, ...more], isNegated }: Pipeline): boolean {
  if (command === undefined || more.length > 0 || isNegated) return false;
  if (command.type !== 'simple')
    return command.type === 'group' && command.bodies.every(({ pipelines }) => pipelines.every(isNothing));
  const words = command.words.map(({ text }) => text);
  const isQuiet = /^(?:true|:|\/bin\/true|(?:exit|return) 0)$/.test(words.join(' '));
  return isQuiet || (/^(?:echo|printf)$/.test(words[0] ?? '') && !command.redirections.some(keeps));
}

/** Whether a redirection leaves a note, which something may read later. */
function keeps({ operator, target }: Redirection): boolean {
  return operator.includes('>') && target !== undefined && !/^(?:\/dev\/|.*GITHUB_STEP_SUMMARY)/.test(target.text);
}
