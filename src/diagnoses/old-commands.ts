import type { CommandLine } from '../core/task.ts';
import { type CommandPlace, commandPlaces } from './command-places.ts';
import { advice, type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';
import { meantCommand, meantProgram } from './known-programs.ts';

/** Options of `mutmut run` that its version 3 does not have: there it ends with an error of usage. */
const DROPPED =
  /^--(?:paths-to-mutate|paths-to-exclude|runner|tests-dir|test-time-multiplier|test-time-base|backup|dict-synonyms|use-coverage|use-patch-file|rerun-all|no-progress|simple-output|no-backup|swallow-output|CI|disable-mutation-types|enable-mutation-types|pre-mutation|post-mutation)(?:=|$)/;

/** Commands of scanners that do not do what they look like. */
export function diagnoseOldCommands(facts: Facts): readonly Diagnosis[] {
  return commandPlaces(facts).flatMap((place) => place.commands.flatMap(({ words }) => diagnoseCommand(words, place)));
}

function diagnoseCommand(words: CommandLine, { what, at }: CommandPlace): readonly Diagnosis[] {
  const [, ...args] = meantCommand(words);
  switch (meantProgram(words)) {
    case 'bandit':
      return args.some((word) => /^-[a-z]*(?<!l)ll$/.test(word))
        ? [
            advice({
              id: 'severity-flag',
              ...at,
              message: `\`-ll\` of bandit in ${what} means medium and above, not high`,
              remedy: 'write `--severity-level high` for high alone, `--severity-level medium` for this',
            }),
          ]
        : [];
    case 'safety':
      return args.find((word) => !word.startsWith('-')) === 'check'
        ? [
            finding({
              id: 'retired-command',
              ...at,
              message: `\`safety check\` in ${what} is no longer supported since June 2024: it knows less and less`,
              remedy: 'use `pip-audit` or `osv-scanner`',
            }),
          ]
        : [];
    case 'mutmut':
      return args.some((word) => DROPPED.test(word)) ? [droppedOption(args, what, at)] : [];
    default:
      return [];
  }
}

function droppedOption(args: CommandLine, what: string, at: CommandPlace['at']): Diagnosis {
  return finding({
    id: 'retired-command',
    ...at,
    message: `mutmut 3 does not know ${args.filter((word) => DROPPED.test(word)).join(', ')} in ${what}, and ends with an error`,
    remedy: 'put the settings under `[tool.mutmut]` of pyproject.toml, and run `mutmut run` alone',
  });
}
