import { valueAt } from '../core/json-shape.ts';
import type { Source, ValuePath } from './source.ts';

/** The last of some files in which something stands at the path. */
export function lastWord(sources: readonly Source[], path: ValuePath): Source | undefined {
  return sources.findLast(({ value }) => valueAt(value, path) !== undefined);
}
