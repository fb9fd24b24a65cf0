import type { Options } from '../core/contracts/schema.ts';
import { isObject, type JsonObject } from '../tool-output/json.ts';
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

/** Reads `skip` and `only` of a job, or of its hook. */
export function jobConditions(job: JsonObject): JobConditions {
  const left: string[] = [];
  const skips = listOf(job['skip']);
  const onlys = listOf(job['only']);
  const isOff = skips.includes(true) || onlys.includes(false);
  const not = ['merge', 'rebase'].filter((state) => skips.includes(state));
  const branches = [...branchesOf(onlys, left), ...branchesWithout(skips, left)];
  const told = (key: string, values: readonly unknown[], known: readonly unknown[]) =>
    values
      .filter((value) => !known.includes(value) && refOf(value) === undefined)
      .map((value) => `\`${key}: ${shown(value)}\` has no counterpart, so it also runs then`);
  left.push(...told('skip', skips, [true, false, 'merge', 'rebase']), ...told('only', onlys, [true, false]));
  const when = { ...(branches.length === 0 ? {} : { branches }), ...(not.length === 0 ? {} : { not }) };
  return { keys: Object.keys(when).length === 0 ? {} : { when }, isOff, left };
}

/** `only` on some branches. */
function branchesOf(values: readonly unknown[], left: string[]): readonly string[] {
  return values.flatMap((value) => {
    const ref = refOf(value);
    const sequences = ref === undefined ? undefined : readLefthookGlob(ref, false);
    const globs = sequences === undefined ? undefined : toGlobs(sequences);
    if (ref !== undefined && globs === undefined)
      left.push(`\`only: ref: ${ref}\` has no counterpart, so it also runs then`);
    return globs ?? [];
  });
}

/** All branches but these, whose names are of one part. */
function branchesWithout(values: readonly unknown[], left: string[]): readonly string[] {
  const refs = values.flatMap((value) => refOf(value) ?? []);
  const plain = refs.filter((ref) => /^[\w.-]+$/.test(ref));
  left.push(
    ...refs
      .filter((ref) => !plain.includes(ref))
      .map((ref) => `\`skip: ref: ${ref}\` has no counterpart, so it also runs then`),
  );
  return plain.length === 0 ? [] : [`!(${plain.join('|')})`, '*/**'];
}

function refOf(value: unknown): string | undefined {
  return isObject(value) && typeof value['ref'] === 'string' ? value['ref'] : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return value === undefined ? [] : [value].flat();
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
