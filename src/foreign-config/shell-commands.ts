import { join, normalize } from 'node:path/posix';
import type { ShellToken, ShellWord } from '../shell/token.ts';
import { shellTokens, withoutComments } from '../shell/tokens.ts';

/** A command of a script, in the order of the script. */
export type ShellCommand =
  | {
      readonly type: 'plain';
      /** Program and arguments, with `{1}` for arguments of the hook. */
      readonly argv: readonly string[];
      /** Variables that it is started with: `NAME=value`. */
      readonly variables: readonly string[];
      /** Whether its failure is of no account: `|| true`. */
      readonly mayFail: boolean;
      /** Where it runs, as seen from where the script does; empty: there. */
      readonly folder: string;
    }
  /** A line that only a shell understands, and that stands for itself. */
  | { readonly type: 'shell'; readonly text: string; readonly folder: string };

/** Words with which lines begin that hold for more than themselves, so that they cannot be taken out of their script. */
const TIED =
  /^(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|function|\{|\}|!|\.|source|pushd|popd|set|export|unset|local|readonly|eval|exit|return|trap|alias|shift|read|umask|ulimit|exec|wait)$/;
/** A longer script is a program of its own. */
const MOST_CHARACTERS = 20_000;

/** What stands at the beginning of scripts and does nothing where a failure ends them anyway, as under husky. */
const IDLE = /^(?:set -e|set -eu|set -euo pipefail|set -o errexit|:|true)$/;
const HUSKY = /(?:^|\/)husky\.sh$/;

/**
 * The commands of a script that ends at the first failure. Undefined where they cannot be taken apart: where it has
 * conditions, loops, functions, variables of its own or a here-document, or changes its folder.
 */
export function shellCommands(script: string): readonly ShellCommand[] | undefined {
  if (script.length > MOST_CHARACTERS) return undefined;
  const source = withoutComments(withoutHeader(script));
  const tokens = shellTokens(source);
  if (tokens === undefined || tokens.some(({ type, text }) => type === 'operator' && text.startsWith('<<'))) {
    return undefined;
  }
  const commands = lines(tokens).map((line) => commandOf(line, source));
  if (commands.includes(undefined)) return undefined;
  return inTheirFolders(commands as readonly ShellCommand[])?.filter(isWork);
}

/** `cd` as the folder of what follows it; undefined where that lies outside, or is known to the shell alone. */
function inTheirFolders(commands: readonly ShellCommand[]): readonly ShellCommand[] | undefined {
  const found: ShellCommand[] = [];
  let folder: string | undefined = '';
  for (const command of commands) {
    const isMove = command.type === 'plain' ? command.argv[0] === 'cd' : /^cd\b/.test(command.text);
    if (isMove) folder = folderAfter(folder, command);
    if (folder === undefined) return undefined;
    if (!isMove) found.push({ ...command, folder });
  }
  return found;
}

function folderAfter(folder: string, command: ShellCommand): string | undefined {
  if (command.type === 'shell' || command.argv.length !== 2) return undefined;
  const next = normalize(join(folder, command.argv[1] ?? '')).replace(/\/$/, '');
  if (/^(?:\.\.(?:\/|$)|\/)/.test(next) || command.argv[1]?.startsWith('/') === true) return undefined;
  return next === '.' ? '' : next;
}

/** The script without its `#!` and without the line by which scripts of older versions of husky read a file of it. */
export function withoutHeader(script: string): string {
  const kept = script.split(/\r?\n/).filter((line, index) => {
    if (index === 0 && line.startsWith('#!')) return false;
    const [first, second] = wordsIn(line);
    return !((first?.text === '.' || first?.text === 'source') && HUSKY.test(second?.text ?? ''));
  });
  return kept.join('\n').trim();
}

function wordsIn(line: string): readonly ShellWord[] {
  return (shellTokens(line) ?? []).filter((token) => token.type === 'word');
}

/** What a line break, `;` or `&&` parts; `||`, pipes and parentheses stay inside. */
function lines(tokens: readonly ShellToken[]): readonly (readonly ShellToken[])[] {
  const found: ShellToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.type === 'operator' && token.text === '(') depth += 1;
    if (token.type === 'operator' && token.text === ')') depth -= 1;
    const parts = token.type === 'operator' && depth === 0 && /^(?:\n|;|&&)$/.test(token.text);
    // `a || b && c` is one thing to a shell.
    const isBound = parts && token.text === '&&' && hasOr(found.at(-1) ?? []);
    if (parts && !isBound) found.push([]);
    else found.at(-1)?.push(token);
  }
  return found.filter((line) => line.length > 0);
}

function hasOr(line: readonly ShellToken[]): boolean {
  return line.some(({ type, text }) => type === 'operator' && text === '||');
}

function commandOf(line: readonly ShellToken[], source: string): ShellCommand | undefined {
  const [first] = line;
  const text = source.slice(first?.start, line.at(-1)?.end);
  if (IDLE.test(text)) return { type: 'plain', argv: ['true'], variables: [], mayFail: false, folder: '' };
  const [main, mayFail] = withoutAlternative(line);
  const words = main.filter((token) => token.type === 'word');
  const firstCommand = words.findIndex(({ raw }) => !/^\w+=/.test(raw));
  const [variables, argv] = [words.slice(0, firstCommand), words.slice(firstCommand)];
  const isTied = first?.type === 'word' && !first.isQuoted && TIED.test(first.text) && first.text !== '!';
  if (isTied && first.text !== 'exec') return undefined;
  // A line of assignments alone is for those that follow it.
  if (words.length > 0 && firstCommand === -1) return undefined;
  const isPlain = main.length === words.length && words.every((word) => !word.isOpen) && first?.type === 'word';
  if (!isPlain || argv[0]?.text === '!') return { type: 'shell', text, folder: '' };
  const program = argv[0]?.text === 'exec' ? argv.slice(1) : argv;
  return {
    type: 'plain',
    argv: program.map((word) => word.text),
    variables: variables.map((word) => word.text),
    mayFail,
    folder: '',
  };
}

/** `a || true` is `a` whose failure does not count, `a || exit 1` is `a`. */
function withoutAlternative(line: readonly ShellToken[]): readonly [main: readonly ShellToken[], mayFail: boolean] {
  const at = line.findIndex(({ type, text }) => type === 'operator' && text === '||');
  if (at === -1) return [line, false];
  const rest = line.slice(at + 1).map(({ text }) => text);
  if (rest.length === 1 && (rest[0] === 'true' || rest[0] === ':')) return [line.slice(0, at), true];
  return /^exit [1-9]\d*$/.test(rest.join(' ')) ? [line.slice(0, at), false] : [line, false];
}

/** What only prints or does nothing is no check. */
function isWork(command: ShellCommand): boolean {
  if (command.type === 'shell') return !/^(?:echo|printf)\b[^|>]*$/.test(command.text);
  return !/^(?:echo|printf|true|:)$/.test(command.argv[0] ?? '');
}
