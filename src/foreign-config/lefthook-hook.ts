import type { CarriedTask, LeftBehind, MigrationSite } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import { isHook } from '../core/hooks/triggers.ts';
import type { JsonObject } from '../core/json-shape.ts';
import { objectAt, textAt } from '../tool-output/json.ts';
import { taskOfCommand } from './command-task.ts';
import { taskOfJob } from './lefthook-command.ts';
import { jobConditions } from './lefthook-conditions.ts';
import type { LefthookConfig } from './lefthook-documents.ts';
import { folderOf, lefthookFiles } from './lefthook-files.ts';
import { type FlatJob, isLeftOut, jobsOf } from './lefthook-jobs.ts';
import { nameOfCommand, validName } from './task-name.ts';
import { truthOf } from './values.ts';

/** A hook of a config of lefthook. */
export interface LefthookHook {
  readonly name: string;
  readonly hook: JsonObject;
  readonly config: LefthookConfig;
}

/** What became of it. */
export interface ReadLefthookHook {
  readonly tasks: readonly CarriedTask[];
  readonly left: readonly LeftBehind[];
}

/** Keys of a hook that decide something else with us. */
const TOLD: Readonly<Record<string, string>> = {
  setup: 'what has to be there before a task is a task of its own that it `needs`',
  files: 'files are those that the commit or the push changes',
};

/** Reads the jobs of one hook. */
export function readLefthookHook(at: LefthookHook, site: MigrationSite): ReadLefthookHook {
  const { name, hook, config } = at;
  const tasks: CarriedTask[] = [];
  const left: LeftBehind[] = Object.entries(TOLD).flatMap(([key, why]) =>
    hook[key] === undefined ? [] : [{ what: `\`${key}\` of ${name}`, place: config.placeOf([name, key]), why }],
  );
  for (const flat of jobsOf(hook)) {
    const place = config.placeOf([name, ...flat.path]);
    const what = `job ${flat.name ?? textAt(flat.job, 'script') ?? textAt(flat.job, 'run') ?? ''}`;
    const read = readJob(flat, at, site);
    if (typeof read !== 'string') tasks.push({ ...read.task, was: what, place });
    const reasons = typeof read === 'string' ? [read] : read.left;
    left.push(...reasons.map((why) => ({ what, place, why })));
  }
  return { tasks, left };
}

/** The task, and what of the job it cannot say; or why there is none. */
function readJob(flat: FlatJob, { name: hookName, hook, config }: LefthookHook, site: MigrationSite) {
  const { job, follows } = flat;
  const conditions = jobConditions(job);
  if (conditions.isOff) return 'it is switched off';
  if (isLeftOut(flat, hook)) return 'its tags are left out';
  const on = isHook(hookName) ? [hookName] : [];
  const selection = lefthookFiles(job, textAt(config.value, 'glob_matcher') === 'doublestar', site);
  if (selection.isNone) return 'no file can be of its `glob` and its `root`, so it never ran';
  const folder = folderOf(job['root']).replace(/\/$/, '');
  const keys: Options = {
    ...selection.keys,
    ...(folder === '' ? {} : { cwd: folder }),
    ...(truthOf(job['use_stdin']) === true ? { stdin: true } : {}),
    ...timeoutOf(job['timeout']),
    ...conditions.keys,
  };
  const variables = Object.entries(objectAt(job, 'env')).map(([name, value]) => `${name}=${String(value)}`);
  const made = madeOf(job, { name: flat.name, on, keys, variables, hookName, config }, site);
  if (made === undefined) return 'it has no command';
  const named = validName(flat.name ?? made.name);
  const notes = [...made.notes, ...selection.notes, ...keyNotes(job)];
  const tier = on.length === 0 ? { tier: hookName } : {};
  const task = { ...made, name: named, on, ...tier, notes, ...(follows ? { follows: true as const } : {}) };
  const ownFiles = job['files'] === undefined ? [] : [`\`files\`: ${TOLD['files']}`];
  return { task, left: [...selection.left, ...ownFiles, ...conditions.left] };
}

interface Surroundings {
  readonly name: string | undefined;
  readonly on: readonly string[];
  readonly keys: Options;
  readonly variables: readonly string[];
  readonly hookName: string;
  readonly config: LefthookConfig;
}

function madeOf(job: JsonObject, around: Surroundings, site: MigrationSite) {
  const { on, keys, variables, hookName, config } = around;
  const isFixer = truthOf(job['stage_fixed']) === true;
  const script = textAt(job, 'script');
  if (script !== undefined) {
    const folder = textAt(config.value, 'source_dir')?.replace(/\/$/, '') ?? '.lefthook';
    const runner = textAt(job, 'runner')?.split(/\s+/) ?? [];
    const argv = [...runner, `${runner.length === 0 ? './' : ''}${folder}/${hookName}/${script}`, '{@}'];
    return taskOfCommand({ argv, on, keys, variables, isFixer }, site);
  }
  const text = textAt(job, 'run');
  if (text === undefined) return undefined;
  const fallback = nameOfCommand(text.split(/\s+/));
  return taskOfJob(
    { text: withTemplates(text, config.value), name: around.name ?? fallback, variables, on, keys, isFixer },
    site,
  );
}

function withTemplates(text: string, config: JsonObject): string {
  return Object.entries(objectAt(config, 'templates')).reduce(
    (one, [name, value]) => one.replaceAll(`{${name}}`, () => String(value)),
    text,
  );
}

/** `1m30s` as one number. */
function timeoutOf(value: unknown): Options {
  const parts = typeof value === 'string' ? [...value.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)] : [];
  const factors: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };
  const seconds = parts.reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (factors[unit] ?? 0), 0);
  return seconds > 0 ? { timeout: `${seconds}s` } : {};
}

function keyNotes(job: JsonObject): readonly string[] {
  return [
    ...(truthOf(job['interactive']) === true ? ['`interactive`: tasks have no terminal to ask on'] : []),
    ...(job['fail_text'] === undefined
      ? []
      : ['`fail_text`: what it prints is shown, and the command that repeats it']),
  ];
}
