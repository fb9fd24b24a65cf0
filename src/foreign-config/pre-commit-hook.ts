import type { CarriedTask, LeftBehind, MigrationSite } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { textAt } from '../tool-output/json.ts';
import { type CommandTask, taskOfCommand } from './command-task.ts';
import type { KnownHook } from './known-hook.ts';
import { knownHook } from './known-hooks.ts';
import { hookCommand, installAdvice } from './pre-commit-commands.ts';
import { preCommitFiles } from './pre-commit-files.ts';
import { hooksOf } from './pre-commit-stages.ts';
import type { Selection } from './selection.ts';
import { validName } from './task-name.ts';
import { textsOf, truthOf } from './values.ts';

/** A hook of a config of pre-commit, with what it stands in. */
export interface HookEntry {
  readonly hook: JsonObject;
  /** Address of the repository that publishes it; `local` and `meta` are none. */
  readonly repository: string;
  readonly revision: string;
  readonly place: string;
  readonly top: JsonObject;
}

/** What became of it: a task, what of it was left behind, or both. */
export interface ReadHook {
  readonly tasks: readonly CarriedTask[];
  readonly left: readonly LeftBehind[];
}

/** Hooks that are about a text that git hands over, and not about files of the commit. */
const MESSAGE = /^(?:commit-msg|prepare-commit-msg)$/;

/** Reads one hook. */
export function readHook(entry: HookEntry, site: MigrationSite): ReadHook {
  const { hook, repository, place, top } = entry;
  const what = `hook ${textAt(hook, 'id') ?? ''}`;
  const refused = (why: string): ReadHook => ({ tasks: [], left: [{ what, place, why }] });
  const known = knownHook(repository, textAt(hook, 'id') ?? '');
  if (known === undefined && repository !== 'local') return refused(unknownReason(repository));
  const whole = known === undefined ? hook : { ...published(known), ...hook };
  const command = hookCommand(whole);
  if ('why' in command) return refused(command.why);
  const on = hooksOf(hook, top, known?.stages);
  const selection = preCommitFiles(whole, top, site);
  const isAlways = truthOf(whole['always_run']) === true;
  if (selection.isNone && !isAlways) return refused('no file can be of its `files` and its `types`, so it never ran');
  const made = taskOf(command.argv, whole, { on, known, selection, site });
  const notes = [...made.notes, ...adviceFor(entry, known, made), ...keyNotes(hook, whole)];
  const was = repository === 'local' ? what : `${what} of ${repository.split('/').slice(-2).join('/')}`;
  const name = validName(textAt(hook, 'alias') ?? textAt(hook, 'id') ?? made.name);
  const isNarrowed =
    made.task['files'] !== undefined ||
    made.task['exclude'] !== undefined ||
    truthOf(whole['pass_filenames']) !== false;
  return {
    tasks: [{ ...made, name, was, place, on, notes: [...notes, ...(isNarrowed ? selection.notes : [])] }],
    left: isNarrowed ? selection.left.map((why) => ({ what, place, why })) : [],
  };
}

/** What is to be installed now, unless a kind of ours needs nothing. */
function adviceFor(
  { hook, revision }: HookEntry,
  known: KnownHook | undefined,
  { task }: CommandTask,
): readonly string[] {
  const packages = textsOf(hook['additional_dependencies']);
  const advice = known === undefined ? installAdvice(hook) : publishedAdvice(known, revision, packages);
  return advice === undefined || task['uses'] === 'doc-links' ? [] : [advice];
}

interface Circumstances {
  readonly on: readonly string[];
  readonly known: KnownHook | undefined;
  readonly selection: Selection;
  readonly site: MigrationSite;
}

function taskOf(argv: readonly string[], hook: JsonObject, { on, known, selection, site }: Circumstances): CommandTask {
  const takesFiles = truthOf(hook['pass_filenames']) !== false;
  const isAboutMessage = on.some((one) => MESSAGE.test(one));
  const files = takesFiles ? [isAboutMessage ? '{1}' : '{files}'] : [];
  const isAlways = truthOf(hook['always_run']) === true && !takesFiles;
  const lookedAt = isAboutMessage || isAlways ? {} : selection.keys;
  // Each line is found or not, whatever stands in other files.
  const scope = textAt(hook, 'language') === 'pygrep' ? { scope: 'file' } : {};
  const keys: Options = { ...lookedAt, ...scope };
  const made = taskOfCommand({ argv: [...argv, ...files], on, keys }, site);
  if (known?.uses === undefined || made.task['uses'] !== undefined) return made;
  // What only looked becomes a kind that rewrites too.
  const [program = '', second = '', ...rest] = argv;
  const isPair = program === 'ruff';
  const fixing = isPair ? [program, second, '--fix', ...rest] : [program, '--fix', ...argv.slice(1)];
  const kind = taskOfCommand({ argv: [...fixing, ...files], on, keys }, site);
  return kind.task['uses'] === undefined
    ? made
    : { ...kind, notes: [...kind.notes, 'repairs at the commit what it only refused before'] };
}

function published({ entry, types, files, passes, args }: KnownHook): JsonObject {
  return {
    entry,
    language: 'system',
    ...(types === undefined || types === '' ? {} : { types_or: types.split(' ') }),
    ...(files === undefined ? {} : { files }),
    ...(passes === false ? { pass_filenames: false } : {}),
    ...(args === undefined ? {} : { args }),
  };
}

/** The program was installed by pre-commit for itself, in the revision that the config names. */
function publishedAdvice({ install }: KnownHook, revision: string, packages: readonly string[]): string | undefined {
  if (install === '') return undefined;
  const version = /^v?(\d+(?:\.\d+)+)$/.exec(revision)?.[1];
  const pin =
    version === undefined
      ? ''
      : install.startsWith('pip')
        ? `==${version}`
        : install.startsWith('npm')
          ? `@${version}`
          : '';
  return `needs to be installed by the project now: ${[install + pin, ...packages].join(' ')}`;
}

function unknownReason(repository: string): string {
  if (repository === 'meta') return 'it checks the config of pre-commit itself';
  return `what it starts is written down in ${repository} alone: add its command as a task`;
}

/** Keys that decide something else with us, or nothing. */
function keyNotes(hook: JsonObject, whole: JsonObject): readonly string[] {
  const isAlways = truthOf(whole['always_run']) === true && truthOf(whole['pass_filenames']) !== false;
  return [
    ...(isAlways ? ['`always_run` with files: it runs when one of them changed'] : []),
    ...(truthOf(hook['verbose']) === true ? ['`verbose`: what it prints is shown when it refuses'] : []),
    ...(hook['log_file'] === undefined ? [] : ['`log_file`: nothing is written there']),
    ...(truthOf(hook['fail_fast']) === true ? ['`fail_fast`: the others run all the same'] : []),
  ];
}
