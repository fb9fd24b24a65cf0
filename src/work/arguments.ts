import { posix } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import type { CommandLine } from '../core/task.ts';

/** What placeholders stand for. */
export interface Replacements {
  /** Relative to the root; handed over relative to `cwd`. */
  readonly files: readonly RepoPath[];
  /** Directory of the program, relative to the root. */
  readonly cwd: RepoPath;
  /** Absolute folder for `{scratch}`. */
  readonly scratch: string;
  /** The hook's own arguments: `{1}` is the first; `{message}` the same one, made absolute. */
  readonly hookArguments: readonly string[];
  readonly message: string | undefined;
}

/** Fills in a command. `{files}` becomes one argument per file; all other placeholders may stand inside an argument. */
export function fillIn(command: CommandLine, replacements: Replacements): readonly string[] {
  return command.flatMap((word) =>
    word === '{files}'
      ? replacements.files.map((path) => asArgument(path, replacements.cwd))
      : [word.replace(/\{(scratch|message|\d+)\}/g, (whole, name: string) => valueOf(name, replacements) ?? whole)],
  );
}

/** A path that no program takes for an option: one that begins with a dash gets `./` before it. */
function asArgument(path: RepoPath, cwd: RepoPath): string {
  const relative = posix.relative(cwd, path);
  return relative.startsWith('-') ? `./${relative}` : relative;
}

function valueOf(name: string, { scratch, message, hookArguments }: Replacements): string | undefined {
  if (name === 'scratch') return scratch;
  if (name === 'message') return message;
  return hookArguments[Number(name) - 1];
}
