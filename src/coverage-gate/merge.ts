import type { CoverageReport, FileCoverage, PlaceHits, Tally } from '../core/coverage.ts';
import { unpackLines, unpackPlaces } from '../core/coverage-pack.ts';
import { appendTo } from '../core/coverage-parts.ts';
import type { RepoPath } from '../core/files.ts';
import type { PathMatch } from '../core/report-paths.ts';
import { mergePlaces } from './places.ts';
import type { Metric } from './policy.ts';
import { mergeTallies, tallyOf } from './tallies.ts';
import type { Share } from './thresholds.ts';

/** The metrics that are counted in places, not in lines. */
const PLACE_METRICS = ['branches', 'functions', 'statements'] as const satisfies readonly Metric[];

/** What all reports together say about one file. */
export interface FileMeasure {
  /** Hits by line, in the order of lines. */
  readonly lines: ReadonlyMap<number, number>;
  /** The metrics of which every report of the file knows the places. */
  readonly places: ReadonlyMap<Metric, readonly PlaceHits[]>;
  /** The other metrics that every report of the file knows: by their numbers alone. */
  readonly tallies: ReadonlyMap<Metric, Tally>;
  /** First and last line of statements that go over several lines. */
  readonly spans: readonly (readonly [first: number, last: number])[];
  /** By metric: a line on which the reports contradict each other, 0 for none in particular. */
  readonly disputed: ReadonlyMap<Metric, number>;
}

/** A path of a report that leads to no file. */
export interface UnmatchedPath {
  readonly path: string;
  readonly candidates: readonly RepoPath[];
}

/** All reports as one. */
export interface Measurement {
  /** In the order of their paths. */
  readonly files: ReadonlyMap<RepoPath, FileMeasure>;
  readonly unmatched: readonly UnmatchedPath[];
  /** How many paths the reports name, files that are left out aside. */
  readonly pathCount: number;
}

interface Source extends FileCoverage {
  readonly format: string;
}

/** Puts together what the reports say of the same file. `isExcluded` is asked with paths of the repository. */
export function mergeReports(
  reports: readonly CoverageReport[],
  match: (path: string, roots: readonly string[]) => PathMatch,
  isExcluded: (path: string) => boolean,
): Measurement {
  const sources = new Map<RepoPath, Source[]>();
  const unmatched = new Map<string, UnmatchedPath>();
  const paths = new Set<string>();
  for (const { format, roots, files } of reports) {
    for (const file of files) {
      const found = match(file.path, roots);
      if (isExcluded(found.status === 'matched' ? found.file : found.path)) continue;
      paths.add(file.path);
      if (found.status === 'unmatched') {
        unmatched.set(file.path, { path: file.path, candidates: found.candidates });
        continue;
      }
      appendTo(sources, found.file, { ...file, format });
    }
  }
  const inOrder = [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    files: new Map(inOrder.map(([path, list]) => [path, mergeFile(list)])),
    unmatched: [...unmatched.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    pathCount: paths.size,
  };
}

function mergeFile(sources: readonly Source[]): FileMeasure {
  const places = new Map<Metric, readonly PlaceHits[]>();
  const tallies = new Map<Metric, Tally>();
  const disputed = new Map<Metric, number>();
  for (const metric of PLACE_METRICS) {
    const known = sources.flatMap(({ format, [metric]: packed }) =>
      packed === undefined ? [] : [{ format, places: [...unpackPlaces(packed)] }],
    );
    if (known.length < sources.length) addTally(metric, sources, tallies, disputed);
    else {
      const merged = mergePlaces(known);
      places.set(metric, merged.places);
      if (merged.disputed !== undefined) disputed.set(metric, merged.disputed);
    }
  }
  const lines = mergeLines(sources);
  if (lines.size === 0) addTally('lines', sources, tallies, disputed);
  return { lines, places, tallies, spans: sources.flatMap((source) => source.spans ?? []), disputed };
}

/** A metric of which some source says only how many items there are. */
function addTally(
  metric: Metric,
  sources: readonly Source[],
  tallies: Map<Metric, Tally>,
  disputed: Map<Metric, number>,
): void {
  const merged = mergeTallies(sources.map((source) => tallyOf(source, metric)));
  if (merged === 'disputed') disputed.set(metric, 0);
  else if (merged !== undefined) tallies.set(metric, merged);
}

function mergeLines(sources: readonly Source[]): ReadonlyMap<number, number> {
  const [only, another] = sources;
  const lines = new Map<number, number>(another === undefined ? unpackLines(only?.lines ?? '') : []);
  if (another === undefined) return lines;
  for (const { lines: packed = '' } of sources) {
    for (const [line, hits] of unpackLines(packed)) lines.set(line, (lines.get(line) ?? 0) + hits);
  }
  return new Map([...lines].sort(([a], [b]) => a - b));
}

/** How much of the file is covered. Undefined where a report of it does not know the metric. */
export function shareOf(file: FileMeasure, metric: Metric): Share | undefined {
  const tally = file.tallies.get(metric);
  if (tally !== undefined) return { covered: tally[0], total: tally[1] };
  const items: Iterable<PlaceHits> | undefined = metric === 'lines' ? file.lines : file.places.get(metric);
  if (items === undefined) return undefined;
  let [covered, total] = [0, 0];
  for (const [, hits, , weight = 1] of items) {
    total += weight;
    if (hits > 0) covered += weight;
  }
  return { covered, total };
}

/** How much of all files is covered; files that do not know the metric are left out. */
export function shareOfAll(measurement: Measurement, metric: Metric): Share {
  const shares = [...measurement.files.values()].flatMap((file) => shareOf(file, metric) ?? []);
  return {
    covered: shares.reduce((sum, share) => sum + share.covered, 0),
    total: shares.reduce((sum, share) => sum + share.total, 0),
  };
}

/** Lines that never ran, in order. */
export function uncoveredLines(file: FileMeasure): readonly number[] {
  return [...file.lines].flatMap(([line, hits]) => (hits > 0 ? [] : [line]));
}
