import type { PlaceHits } from '../core/coverage/report.ts';

/** Places of one file as one report has them. */
export interface PlaceSource {
  readonly format: string;
  readonly places: readonly PlaceHits[];
}

/** Places of one file in all reports. */
export interface MergedPlaces {
  readonly places: readonly PlaceHits[];
  /** The first line on which reports count different places that cannot be told apart. */
  readonly disputed?: number;
}

/** What is counted on one line by what tells it apart. */
type Group = Map<string, { readonly hits: number; readonly weight: number }>;

/**
 * Adds the counts of the same place. Reports of one format name places alike, so theirs are united; where formats differ,
 * or a format only counts, equal numbers are taken for the same places and the better of the counts holds: it is a lower
 * bound, so nothing passes by it that would not pass if more were known.
 */
export function mergePlaces(sources: readonly PlaceSource[]): MergedPlaces {
  const [only, another] = sources;
  if (another === undefined) return { places: only?.places ?? [] };
  const parallel = addParallel(sources);
  if (parallel !== undefined) return { places: parallel };
  const places: PlaceHits[] = [];
  let disputed: number | undefined;
  for (const [line, groups] of [...groupByLine(sources)].sort(([a], [b]) => a - b)) {
    const merged = [...groups.values()].reduce<Group | undefined>(reconcile, new Map());
    if (merged === undefined) disputed ??= line;
    else for (const { hits, weight } of merged.values()) places.push([line, hits, undefined, weight]);
  }
  return { places, ...(disputed === undefined ? {} : { disputed }) };
}

/** Most reports of one file name the same places in the same order: they come from one tool. Undefined for any other. */
function addParallel([first, ...others]: readonly PlaceSource[]): readonly PlaceHits[] | undefined {
  if (first === undefined || !others.every((other) => isParallel(first, other))) return undefined;
  return first.places.map(([line, hits, place, weight], at) => {
    return [line, others.reduce((sum, { places }) => sum + (places[at]?.[1] ?? 0), hits), place, weight ?? 1];
  });
}

function isParallel(one: PlaceSource, other: PlaceSource): boolean {
  if (one.format !== other.format || one.places.length !== other.places.length) return false;
  return one.places.every(([line, , place, weight], at) => {
    const [otherLine, , otherPlace, otherWeight] = other.places[at] ?? [];
    return line === otherLine && place !== undefined && place === otherPlace && weight === otherWeight;
  });
}

/** By line, then by who names places alike. */
function groupByLine(sources: readonly PlaceSource[]): ReadonlyMap<number, ReadonlyMap<string, Group>> {
  const lines = new Map<number, Map<string, Group>>();
  for (const [index, { format, places }] of sources.entries()) {
    const used = new Map<string, number>();
    for (const [line, hits, place, weight = 1] of places) {
      const groups = lines.get(line) ?? new Map<string, Group>();
      lines.set(line, groups);
      // Places without a name are told apart by their number, which means nothing in another report.
      const family = place === undefined ? `${format} ${index}` : format;
      const group: Group = groups.get(family) ?? new Map();
      groups.set(family, group);
      const name = freeName(place ?? '', line, used);
      group.set(name, { hits: (group.get(name)?.hits ?? 0) + hits, weight });
    }
  }
  return lines;
}

/** Two functions of one name on one line are two. `used`: how often each was seen. */
function freeName(place: string, line: number, used: Map<string, number>): string {
  const seen = used.get(`${line} ${place}`) ?? 0;
  used.set(`${line} ${place}`, seen + 1);
  return seen === 0 ? place : `${place} #${seen}`;
}

function reconcile(a: Group | undefined, b: Group): Group | undefined {
  if (a === undefined || a.size === 0) return a === undefined ? undefined : b;
  if (weigh(a, 0) !== weigh(b, 0)) return undefined;
  return weigh(a, 1) >= weigh(b, 1) ? a : b;
}

/** How many items ran at least so often. */
function weigh(group: Group, least: number): number {
  let sum = 0;
  for (const { hits, weight } of group.values()) if (hits >= least) sum += weight;
  return sum;
}
