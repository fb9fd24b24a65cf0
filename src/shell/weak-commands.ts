import type { CommandLine } from '../core/task.ts';
import { meantCommand, meantProgram } from './programs.ts';

/** Why a command does something else than it looks like. */
export interface Weakness {
  readonly id: 'severity-flag' | 'retired-command';
  /** Its subject. */
  readonly subject: string;
  /** What follows the place at which the subject stands. */
  readonly message: string;
  /** What to do. */
  readonly remedy: string;
}

/** Options of `mutmut run` that its version 3 does not have: there it ends with an error of usage. */
const DROPPED =
  /^--(?:paths-to-mutate|paths-to-exclude|runner|tests-dir|test-time-multiplier|test-time-base|backup|dict-synonyms|use-coverage|use-patch-file|rerun-all|no-progress|simple-output|no-backup|swallow-output|CI|disable-mutation-types|enable-mutation-types|pre-mutation|post-mutation)(?:=|$)/;

/** What is weak in a command; undefined: nothing is known of it. */
export function weaknessOf(words: CommandLine): Weakness | undefined {
  const [, ...args] = meantCommand(words);
  switch (meantProgram(words)) {
    case 'bandit':
      return args.some((word) => /^-[a-z]*(?<!l)ll$/.test(word)) ? SEVERITY : undefined;
    case 'safety':
      return args.find((word) => !word.startsWith('-')) === 'check' ? SAFETY : undefined;
    case 'mutmut':
      return droppedOptions(args);
    default:
      return undefined;
  }
}

const SEVERITY: Weakness = {
  id: 'severity-flag',
  subject: '`-ll` of bandit',
  message: 'means medium and above, not high',
  remedy: 'write `--severity-level high` for high alone, `--severity-level medium` for this',
};

const SAFETY: Weakness = {
  id: 'retired-command',
  subject: '`safety check`',
  message: 'is no longer supported since June 2024, and knows less and less',
  remedy: 'use `pip-audit` or `osv-scanner`',
};

function droppedOptions(args: CommandLine): Weakness | undefined {
  const dropped = args.filter((word) => DROPPED.test(word)).map((word) => `\`${word.replace(/=.*/, '')}\``);
  if (dropped.length === 0) return undefined;
  return {
    id: 'retired-command',
    subject: 'mutmut 3',
    message: `does not know ${dropped.join(', ')}, and ends with an error`,
    remedy: 'put the settings under `[tool.mutmut]` of pyproject.toml, and run `mutmut run` alone',
  };
}

/** Thresholds that say what they mean: nothing, and all. */
const EXACT = new Set([0, 100]);

/**
 * The option of a command that sets a threshold of coverage.py which rounds to whole percents, as it is written, and the
 * option that makes it exact. Undefined: there is none.
 */
export function roundingOption(
  words: CommandLine,
): { readonly option: string; readonly precision: string } | undefined {
  const program = meantProgram(words);
  const name = program === 'pytest' ? '--cov-fail-under' : program === 'coverage' ? '--fail-under' : undefined;
  const meant = meantCommand(words);
  if (name === undefined || meant.some((word) => /^--(?:cov-)?precision\b/.test(word))) return undefined;
  const index = meant.findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (index === -1) return undefined;
  const value = meant[index]?.slice(name.length + 1) || meant[index + 1];
  if (EXACT.has(Number(value))) return undefined;
  return { option: `${name}=${value ?? ''}`, precision: program === 'pytest' ? '--cov-precision=2' : '--precision=2' };
}
