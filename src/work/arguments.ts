import { join, posix } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import type { CommandLine } from '../core/task.ts';

/** What placeholders stand for. */
export interface Replacements {
  /** Relative to the root; handed over relative to `cwd`. */
  readonly files: readonly RepoPath[];
  /** Directory of the program, relative to the root. */
  readonly cwd: RepoPath;
  /** Makes the folder for `{scratch}`. Absolute. */
  readonly scratch: () => string;
  /** The hook's own arguments: `{1}` is the first; `{message}` the same one, made absolute. */
  readonly hookArguments: readonly string[];
  readonly message: string | undefined;
  /** What kinds may also use; undefined for the commands of a config, where these words are literal. */
  readonly own?: OwnPlaces | undefined;
}

/** What stands for the placeholders of kinds alone. */
export interface OwnPlaces {
  /** The Node that runs us. Absolute. */
  readonly node: string;
  /** The folder of our own entries. Absolute. */
  readonly lattice: string;
  /** That of what test runners load. Absolute. */
  readonly runners: string;
  /** The repository's, links followed. Absolute. */
  readonly root: string;
  /** Revisions; undefined where no commit is judged. */
  readonly range: string | undefined;
}

/** At the end of an argument of a kind: one argument per file, absolute, because tools differ in what they take names to be relative to. */
const CHANGED = '{changed}';

/** The places by those from which all follow: the folder of our entries, and the repository's. */
export function ownPlaces(node: string, lattice: string, root: string, range?: string): OwnPlaces {
  return { node, lattice, runners: join(lattice, '..', 'runners'), root, range };
}

/**
 * Fills in a command. `{files}` becomes one argument per file, and so does `{changed}`; all other placeholders may stand inside an argument.
 * An argument that this hook does not have is empty, as it is in a shell; without any, `missing` names what was asked for.
 */
export function fillIn(
  command: CommandLine,
  replacements: Replacements,
): { readonly argv: readonly string[]; readonly missing?: string } {
  let missing: string | undefined;
  const fill = (word: string) =>
    word.replace(/\{(scratch|node|lattice|runners|root|range|message|\d+)\}/g, (whole, name: string) => {
      if (isArgument(name) && replacements.hookArguments.length === 0) missing ??= whole;
      return replacementOf(name, replacements) ?? whole;
    });
  const argv = command.flatMap((word) => {
    if (word === '{files}') return replacements.files.map((path) => asArgument(path, replacements.cwd));
    const root = replacements.own?.root;
    if (root !== undefined && word.endsWith(CHANGED)) {
      return replacements.files.map((path) => word.slice(0, -CHANGED.length) + join(root, path));
    }
    return [fill(word)];
  });
  return missing === undefined ? { argv } : { argv, missing };
}

/**
 * A path that no program takes for something else: one that begins with a dash would be an option, and with an at sign the
 * name of a file that holds more arguments.
 */
function asArgument(path: RepoPath, cwd: RepoPath): string {
  const relative = posix.relative(`/${cwd}`, `/${path}`);
  return /^[-@]/.test(relative) ? `./${relative}` : relative;
}

function isArgument(name: string): boolean {
  return name === 'message' || /^\d+$/.test(name);
}

function replacementOf(name: string, { scratch, message, hookArguments, own }: Replacements): string | undefined {
  switch (name) {
    case 'scratch':
      return scratch();
    case 'node':
      return own?.node;
    case 'lattice':
      return own?.lattice;
    case 'runners':
      return own?.runners;
    case 'root':
      return own?.root;
    case 'range':
      return own?.range;
    case 'message':
      return message;
    default:
      return hookArguments[Number(name) - 1] ?? '';
  }
}
