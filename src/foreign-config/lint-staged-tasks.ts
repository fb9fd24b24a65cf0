import type { CarriedTask, MigrationSite } from '../core/contracts/migrations.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { taskOfCommand } from './command-task.ts';
import { splitWords } from './split-words.ts';

/** What a config of lint-staged says for one glob. */
export interface StagedEntry {
  readonly glob: string;
  readonly commands: readonly string[];
  readonly place: string;
}

/** The entries of a config; undefined where one is no plain command, so that only lint-staged itself can run it. */
export function stagedEntries(
  config: JsonObject,
  placeOf: (glob: string) => string,
): readonly StagedEntry[] | undefined {
  const entries = Object.entries(config).map(([glob, value]): StagedEntry | undefined => {
    const commands: readonly unknown[] = [value].flat();
    const isPlain = commands.every((command) => typeof command === 'string' && splitWords(command) !== undefined);
    // Above the config, and what the library alone reads in its own way.
    if (!isPlain || glob.startsWith('../') || glob.startsWith('/') || glob.startsWith('#')) return undefined;
    return { glob, commands: commands as readonly string[], place: placeOf(glob) };
  });
  return entries.includes(undefined) ? undefined : (entries as readonly StagedEntry[]);
}

/** A task for each command: it is handed the files of its glob, and what it rewrites is staged. */
export function stagedTasks(entries: readonly StagedEntry[], site: MigrationSite): readonly CarriedTask[] {
  return entries.flatMap(({ glob, commands, place }) => {
    const tasks = commands.flatMap((command) => {
      const words = splitWords(command) ?? [];
      // What was rewritten is staged anyway.
      if (words[0] === 'git' && words[1] === 'add') return [];
      const argv = withoutShell(words) ?? [...words, '{files}'];
      const made = taskOfCommand(
        { argv, on: [], keys: { files: globOf(glob) }, isFixer: argv.includes('{files}') },
        site,
      );
      return [{ ...made, was: `${glob}: ${command}`, place, on: [] }];
    });
    return tasks.map((task, index) => (index === 0 ? task : { ...task, follows: true as const }));
  });
}

/** A glob without a slash is about names in any folder. */
function globOf(glob: string): string {
  const plain = glob.replace(/^\.\//, '');
  return plain.includes('/') ? plain : `**/${plain}`;
}

/** `bash -c 'tsc --noEmit'`, which keeps the files from the command: the command. */
function withoutShell([shell = '', flag, text = '', ...more]: readonly string[]): readonly string[] | undefined {
  if (!/^(?:ba|z|da)?sh$/.test(shell) || flag !== '-c' || more.length > 0) return undefined;
  const isSimple = /^[\w@./=:, -]+$/.test(text);
  return isSimple ? (splitWords(text) ?? [shell, flag, text]) : [shell, flag, text];
}
