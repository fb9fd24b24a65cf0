import { isObject, type JsonObject } from '../core/json-shape.ts';
import { objectsOf } from '../tool-output/json.ts';

/** What stands for the command of the config that another one is put around. */
const COMMAND = '{cmd}';

/**
 * A config of lefthook with another one over it, as lefthook does: objects key by key, jobs by their names, and a command that
 * holds `{cmd}` around the one that was there.
 */
export function mergeLefthook(below: JsonObject, above: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) merged[key] = mergeValue(key, merged[key], value);
  return merged;
}

function mergeValue(key: string, below: unknown, above: unknown): unknown {
  if (isObject(below) && isObject(above)) return mergeLefthook(below, above);
  if (key === 'jobs' && Array.isArray(below) && Array.isArray(above)) return mergeJobs(below, above);
  if (key === 'run' && typeof below === 'string' && typeof above === 'string')
    return above.replaceAll(COMMAND, () => below);
  return above;
}

function mergeJobs(below: readonly unknown[], above: readonly unknown[]): readonly unknown[] {
  const jobs = objectsOf(below);
  const others = objectsOf(above);
  const named = (job: JsonObject) =>
    others.find((other) => other['name'] !== undefined && other['name'] === job['name']);
  const isNew = (other: JsonObject) =>
    other['name'] === undefined || !jobs.some((job) => job['name'] === other['name']);
  return [...jobs.map((job) => mergeLefthook(job, named(job) ?? {})), ...others.filter(isNew)];
}
