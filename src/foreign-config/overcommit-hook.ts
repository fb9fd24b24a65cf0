import type { CarriedTask, LeftBehind, MigrationSite } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { objectAt, textAt } from '../tool-output/json.ts';
import { taskOfCommand } from './command-task.ts';
import { builtInHook } from './overcommit-hooks.ts';
import { selectionKeys } from './selection.ts';
import { splitWords } from './split-words.ts';
import { validName } from './task-name.ts';
import { textsOf, truthOf } from './values.ts';

/** A hook in a config of overcommit. */
export interface OvercommitEntry {
  readonly name: string;
  readonly hook: JsonObject;
  /** What the section says of all its hooks. */
  readonly all: JsonObject;
  /** The git hook that it is for. */
  readonly on: string;
  readonly place: string;
}

/** What became of it: a task, or why there is none. */
export type ReadOvercommit = { readonly task: CarriedTask; readonly left: readonly LeftBehind[] } | LeftBehind;

/** Reads one hook that is switched on. */
export function readOvercommitHook(
  { name, hook, all, on, place }: OvercommitEntry,
  site: MigrationSite,
): ReadOvercommit {
  const what = `hook ${name}`;
  const argv = commandOf(name, hook);
  if (argv === undefined) {
    const why =
      hook['command'] === undefined && textAt(hook, 'required_executable') === undefined
        ? 'it is written in Ruby, inside overcommit or the project'
        : 'its command cannot be read';
    return { what, place, why };
  }
  const settings = { ...all, ...hook };
  const own = builtInHook(name)?.include ?? [];
  const include = textsOf(hook['include']);
  const globs = include.length === 0 ? own : include;
  const exclude = [all['exclude'], hook['exclude']].flatMap(textsOf);
  const isUsable = [...globs, ...exclude].every((glob) => site.globTest(glob) !== undefined);
  const takesFiles = globs.length > 0 && on === 'pre-commit' && truthOf(hook['pass_filenames']) !== false;
  const keys: Options = {
    ...(isUsable ? selectionKeys(globs, exclude) : {}),
    ...(truthOf(settings['required']) === true ? { required: true } : {}),
    ...whenOf(settings),
  };
  const variables = Object.entries(objectAt(settings, 'env')).map(
    ([variable, value]) => `${variable}=${String(value)}`,
  );
  const made = taskOfCommand({ argv: [...argv, ...(takesFiles ? ['{files}'] : [])], variables, on: [on], keys }, site);
  const task = {
    ...made,
    name: validName(name),
    was: what,
    place,
    on: [on],
    notes: [...made.notes, ...keyNotes(settings)],
  };
  return {
    task,
    left: isUsable ? [] : [{ what, place, why: 'its globs are none of ours, so it is about more files' }],
  };
}

/** `command`, else `required_executable` with `flags`, else what it does by itself. */
function commandOf(name: string, hook: JsonObject): readonly string[] | undefined {
  const flags = hook['flags'] === undefined ? undefined : textsOf(hook['flags']);
  const written = textsOf(hook['command']);
  if (written.length > 0) {
    const words = written.length === 1 ? splitWords(written[0] ?? '') : written;
    return words === undefined ? undefined : [...words, ...(flags ?? [])];
  }
  const [own, ...options] = splitWords(builtInHook(name)?.command ?? '') ?? [];
  const program = textAt(hook, 'required_executable') ?? own;
  return program === undefined ? undefined : [program, ...(flags ?? options)];
}

/** Names of branches that can be left out of all. */
const PLAIN = /^[\w.-]+$/;

/** Branches on which it does not run. */
function whenOf(settings: JsonObject): Options {
  const branches = textsOf(settings['exclude_branches']).filter((branch) => PLAIN.test(branch));
  return branches.length === 0 ? {} : { when: { branches: [`!(${branches.join('|')})`, '*/**'] } };
}

function keyNotes(settings: JsonObject): readonly string[] {
  const others = textsOf(settings['exclude_branches']).filter((branch) => !PLAIN.test(branch));
  return [
    ...(others.length === 0 ? [] : [`\`exclude_branches: ${others.join(', ')}\`: it runs there too`]),
    ...(settings['problem_on_unmodified_line'] === undefined
      ? []
      : ['what is wrong on a line that did not change counts like any other']),
    ...(settings['on_warn'] === undefined && settings['on_fail'] === undefined
      ? []
      : ['`on_warn` and `on_fail`: the exit code of its program decides']),
    ...(settings['skip_if'] === undefined ? [] : ['`skip_if`: it runs in any case']),
  ];
}
