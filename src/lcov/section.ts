import type { FileCoverage, PlaceHits } from '../core/coverage.ts';
import { type LineCounter, packPlaces } from '../core/coverage-pack.ts';

/** Put before an index, which would otherwise look like a name. */
export const INDEXED = 'FNL:';

/** One `SF` record while it is read. Counts may stand before what they count. */
export interface Section {
  readonly path: string;
  /** Counts by `line,block,arm`. */
  readonly arms: Map<string, number>;
  /** Lines of functions by name (`FN`) or index (`FNL`): several functions may have one name. */
  readonly functions: Map<string, number[]>;
  /** Calls by name (`FNDA`), or by index (`FNA`) for each name that the function has. */
  readonly calls: Map<string, number[]>;
}

export function beginSection(path: string): Section {
  return { path, arms: new Map(), functions: new Map(), calls: new Map() };
}

/** What the section says. Takes its lines out of `lines`. */
export function finishSection(section: Section, lines: LineCounter): FileCoverage {
  return {
    path: section.path,
    lines: lines.take(),
    branches: packPlaces(armPlaces(section)),
    functions: packPlaces(functionPlaces(section)),
  };
}

/** The second count of a name is that of its second function. Calls of an unlisted function are passed over, as LCOV does. */
function functionPlaces({ functions, calls }: Section): readonly PlaceHits[] {
  return [...functions].flatMap(([name, lines]) => {
    const counts = calls.get(name) ?? [];
    const sum = counts.reduce((a, b) => a + b, 0);
    return lines.map((line, at) => [line, name.startsWith(INDEXED) ? sum : (counts[at] ?? 0), name] as const);
  });
}

function armPlaces({ arms }: Section): readonly PlaceHits[] {
  return [...arms].map(([key, hits]) => {
    const comma = key.indexOf(',');
    return [Number(key.slice(0, comma)), hits, key.slice(comma + 1)];
  });
}
