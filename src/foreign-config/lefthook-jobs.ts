import { isObject, type JsonObject } from '../core/json-shape.ts';
import { objectAt } from '../tool-output/json.ts';
import { textsOf, truthOf } from './values.ts';

/** A job of a hook, with all that it has from the groups around it. */
export interface FlatJob {
  readonly job: JsonObject;
  readonly name: string | undefined;
  /** Where it stands below its hook. */
  readonly path: readonly (string | number)[];
  /** Whether the one before it has to pass first. */
  readonly follows: boolean;
}

/** Keys that a job has from its group, and what both say is joined. */
const INHERITED = ['glob', 'exclude', 'root', 'env', 'tags', 'skip', 'only', 'file_types'];

/** The jobs of a hook in the order in which lefthook starts them: its commands, its scripts, its jobs. */
export function jobsOf(hook: JsonObject): readonly FlatJob[] {
  const isPiped = truthOf(hook['piped']) === true;
  const named = (key: string) =>
    byPriority(Object.entries(objectAt(hook, key))).map(([name, job]): FlatJob => {
      const script = key === 'scripts' ? { script: name } : {};
      return { job: { ...job, ...script }, name, path: [key, name], follows: isPiped };
    });
  const all = [...named('commands'), ...named('scripts'), ...flat(hook, isPiped, [])];
  const outer = Object.fromEntries(['exclude', 'skip', 'only'].map((key) => [key, hook[key]]));
  return all.map((one, index) => ({ ...one, job: within(outer, one.job), follows: one.follows && index > 0 }));
}

function flat(holder: JsonObject, isPiped: boolean, path: readonly (string | number)[]): readonly FlatJob[] {
  const jobs = Array.isArray(holder['jobs']) ? holder['jobs'] : [];
  return jobs.filter(isObject).flatMap((job, index): readonly FlatJob[] => {
    const at = [...path, 'jobs', index];
    const group = job['group'];
    if (!isObject(group)) {
      const name = typeof job['name'] === 'string' ? job['name'] : undefined;
      return [{ job, name, path: at, follows: isPiped && index > 0 }];
    }
    const inner = flat(group, truthOf(group['piped']) === true, [...at, 'group']);
    const root = typeof group['root'] === 'string' ? { root: group['root'] } : {};
    // The first of a group waits for what the group waits for.
    return inner.map((one, position) => ({
      ...one,
      job: within({ ...job, ...root }, one.job),
      follows: position === 0 ? isPiped && index > 0 : one.follows,
    }));
  });
}

/** The job with what holds for all around it. */
function within(outer: JsonObject, job: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...job };
  for (const key of INHERITED) {
    const [above, own] = [outer[key], job[key]];
    if (above === undefined) continue;
    if (own === undefined) merged[key] = above;
    else if (isObject(above) && isObject(own)) merged[key] = { ...above, ...own };
    else if (key !== 'root' && key !== 'glob') merged[key] = [above, own].flat();
  }
  return merged;
}

/** Small numbers first, those without one last, and else by name. */
function byPriority(entries: readonly (readonly [string, unknown])[]): readonly (readonly [string, JsonObject])[] {
  const rank = (job: JsonObject) =>
    typeof job['priority'] === 'number' && job['priority'] > 0 ? job['priority'] : Number.MAX_VALUE;
  return entries
    .flatMap(([name, job]): readonly (readonly [string, JsonObject])[] => (isObject(job) ? [[name, job]] : []))
    .sort(([one, a], [other, b]) => rank(a) - rank(b) || one.localeCompare(other, 'en', { numeric: true }));
}

/** Whether a job has one of the tags that its hook leaves out. */
export function isLeftOut({ job, name }: FlatJob, hook: JsonObject): boolean {
  const excluded = textsOf(hook['exclude_tags']);
  return [...textsOf(job['tags']), name].some((tag) => tag !== undefined && excluded.includes(tag));
}
