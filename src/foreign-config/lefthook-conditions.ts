import type { Options } from '../core/contracts/schema.ts';
import { isObject, type JsonObject } from '../core/json-shape.ts';
import { readLefthookGlob } from './lefthook-glob.ts';
import { toGlobs } from './path-sequence.ts';

/** Under which conditions a job of lefthook runs. */
export interface JobConditions {
  /** Keys of the task. */
  readonly keys: Options;
  /** Whether it never runs. */
  readonly isOff: boolean;
  /** What has no counterpart: without it the job runs more often. */
  readonly left: readonly string[];
}

const PLAIN = /^[\w.-]+$/;
const SAID: ReadonlySet<unknown> = new Set([true, false, 'merge', 'rebase']);

/** Reads `skip` and `only` of a job, or of its hook. */
export function jobConditions(job: JsonObject): JobConditions {
  const left: string[] = [];
  const skips = listOf(job['skip']);
  const onlys = listOf(job['only']);
  const isOff = skips.includes(true) || onlys.includes(false);
  const not = ['merge', 'rebase'].filter((state) => skips.includes(state));
  const only = onlyBranches(onlys, left);
  // Names of one part can be left out of all, and of nothing else.
  const avoided = skips.flatMap((value) => refOf(value) ?? []).filter((ref) => only === undefined && PLAIN.test(ref));
  const branches = only ?? (avoided.length === 0 ? [] : [`!(${avoided.join('|')})`, '*/**']);
  const isSaid = (value: unknown) => SAID.has(value) || avoided.includes(refOf(value) ?? '');
  left.push(...skips.filter((value) => !isSaid(value)).map(alsoThen));
  const when = { ...(branches.length === 0 ? {} : { branches }), ...(not.length === 0 ? {} : { not }) };
  return { keys: Object.keys(when).length === 0 ? {} : { when }, isOff, left };
}

/** The branches that `only` names; undefined where it holds elsewhere too: one of what it lists is enough. */
function onlyBranches(values: readonly unknown[], left: string[]): readonly string[] | undefined {
  const globs = new Map(values.map((value) => [value, branchGlobs(value)]));
  const unsaid = [...globs].filter(([, found]) => found === undefined).map(([value]) => value);
  if (values.length > 0 && unsaid.length === 0) return [...globs.values()].flatMap((found) => found ?? []);
  if (!unsaid.includes(true))
    left.push(...unsaid.map((value) => `\`only: ${shown(value)}\` has no counterpart, so it runs at other times too`));
  return undefined;
}

function branchGlobs(value: unknown): readonly string[] | undefined {
  const ref = refOf(value);
  const sequences = ref === undefined ? undefined : readLefthookGlob(ref, false);
  return sequences === undefined ? undefined : toGlobs(sequences);
}

function alsoThen(value: unknown): string {
  return `\`skip: ${shown(value)}\` has no counterpart, so it also runs then`;
}

function refOf(value: unknown): string | undefined {
  return isObject(value) && typeof value['ref'] === 'string' ? value['ref'] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat();
}

function shown(value: unknown): string {
  const ref = refOf(value);
  if (ref !== undefined) return `ref: ${ref}`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
