import type { Source, ValuePath } from './source.ts';

/** The last of some files in which something stands at the path. */
export function lastWord(sources: readonly Source[], path: ValuePath): Source | undefined {
  return sources.findLast(({ value }) => valueAt(value, path) !== undefined);
}

/** What stands at a path; undefined: nothing. */
export function valueAt(value: unknown, path: ValuePath): unknown {
  let current = value;
  for (const step of path) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Readonly<Record<string | number, unknown>>)[step];
  }
  return current;
}
