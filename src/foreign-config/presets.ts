import type { Options } from '../core/contracts/schema.ts';
import { linkCheck } from './link-check.ts';
import type { Preset } from './preset.ts';
import { pytestPreset } from './pytest-command.ts';

/** What decides between a kind and the command as it is. */
export interface PresetQuestion {
  /** Program and arguments, without the files. */
  readonly argv: readonly string[];
  /** Whether the command is handed files. */
  readonly takesFiles: boolean;
  /** Whether a word names a file or folder of the repository. */
  isPath(word: string): boolean;
  /** Whether the config of pytest has coverage measured, of a source that no command names. */
  readonly isMeasuredByConfig: boolean;
}

/** A formatter or fixer that is handed files: what its kind says itself, and options with which it only looks. */
interface Fixer {
  readonly words: readonly string[];
  readonly uses: string;
  /** Without any of these it would not rewrite; absent: it always does. */
  readonly needs?: RegExp;
  readonly own: RegExp;
  readonly looks: RegExp;
}

const FIXERS: readonly Fixer[] = [
  {
    words: ['ruff', 'check'],
    uses: 'ruff',
    needs: /^--fix$/,
    own: /^(?:--fix|--exit-non-zero-on-fix|--force-exclude|--output-format(?:=.*)?)$/,
    looks: /^(?:--diff|--watch|-w|--exit-zero|-e|--statistics|--show-files|--add-noqa(?:=.*)?)$/,
  },
  {
    words: ['ruff', 'format'],
    uses: 'ruff-format',
    own: /^--force-exclude$/,
    looks: /^(?:--check|--diff|--range(?:=.*)?)$/,
  },
  { words: ['black'], uses: 'black', own: /^(?:-q|--quiet|--no-color)$/, looks: /^(?:--check|--diff|-c|--code)$/ },
  {
    words: ['prettier'],
    uses: 'prettier',
    needs: /^(?:--write|-w)$/,
    own: /^(?:--write|-w|--ignore-unknown|-u|--no-error-on-unmatched-pattern)$/,
    looks: /^(?:--check|-c|--list-different|-l)$/,
  },
];

/** The kind that does exactly what the command does, or what is told to be different; undefined: there is none. */
export function presetFor(question: PresetQuestion): Preset | undefined {
  return question.takesFiles ? forFiles(question) : forProject(question);
}

function forFiles({ argv, isPath }: PresetQuestion): Preset | undefined {
  const links = linkCheck(argv);
  if (links !== undefined) return links;
  if (argv[0] === 'eslint') return eslint(argv.slice(1), isPath);
  const fixer = FIXERS.find(({ words }) => words.every((word, index) => argv[index] === word));
  if (fixer === undefined) return undefined;
  const args = argv.slice(fixer.words.length);
  const rewrites = fixer.needs === undefined || args.some((word) => fixer.needs?.test(word));
  if (!rewrites || args.some((word) => fixer.looks.test(word) || isPath(word))) return undefined;
  return { uses: fixer.uses, ...withArgs(args.filter((word) => !fixer.own.test(word))), notes: [] };
}

/** Our kind lets no warning pass unless it is told to. */
function eslint(args: readonly string[], isPath: PresetQuestion['isPath']): Preset | undefined {
  const isLooking =
    !args.includes('--fix') || args.some((word) => /^(?:--fix-dry-run|-f|--format(?:=.*)?|--cache.*)$/.test(word));
  if (isLooking || args.some(isPath)) return undefined;
  const kept = args.filter((word) => word !== '--fix' && word !== '--no-warn-ignored' && word !== '--');
  const isStrict = args.some(
    (word, index) => word === '--max-warnings=0' || (word === '0' && args[index - 1] === '--max-warnings'),
  );
  const hasLimit = args.some((word) => word.startsWith('--max-warnings'));
  return { uses: 'eslint', ...withArgs(isStrict || hasLimit ? kept : [...kept, '--max-warnings=-1']), notes: [] };
}

function forProject({ argv, isPath, isMeasuredByConfig }: PresetQuestion): Preset | undefined {
  const [program, ...args] = argv;
  if (program === 'tsc') return tsc(args);
  if (program === 'mypy') return { uses: 'mypy', ...withArgs(args), notes: [] };
  if (program === 'pytest') return pytestPreset(args, isMeasuredByConfig);
  return linkCheck(argv.filter((word) => !isPath(word)));
}

function tsc(args: readonly string[]): Preset | undefined {
  const kept = args.filter((word) => !/^(?:--noEmit|--pretty|false|true)$/.test(word));
  const isBuild = kept.length === 1 && /^(?:-b|--build)$/.test(kept[0] ?? '');
  if (isBuild) return { uses: 'tsc', options: { build: true }, notes: [] };
  if (!args.includes('--noEmit')) return undefined;
  const isDefault = kept.length === 0 || /^(?:-p|--project) (?:\.\/)?(?:\.|tsconfig\.json)$/.test(kept.join(' '));
  return isDefault ? { uses: 'tsc', notes: [] } : undefined;
}

function withArgs(args: readonly string[]): { readonly options?: Options } {
  return args.length === 0 ? {} : { options: { args } };
}
