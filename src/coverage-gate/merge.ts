import { addLines, packPlaces } from '../core/coverage/pack.ts';
import type { CoverageReport, FileCoverage, PackedLines, PackedPlaces, Tally } from '../core/coverage/report.ts';
import { linesWithoutHits, tallyOfPacked, unpackLines, unpackPlaces } from '../core/coverage/unpack.ts';
import type { RepoPath } from '../core/files.ts';
import type { PathMatch } from '../core/report-paths.ts';
import { type Placement, placeFiles, type Source } from './placed.ts';
import { mergePlaces } from './places.ts';
import type { Metric } from './policy.ts';
import { mergeTallies, tallyOf } from './tallies.ts';
import type { Share } from './thresholds.ts';

/** The metrics that are counted in places, not in lines. */
const PLACE_METRICS = ['branches', 'functions', 'statements'] as const satisfies readonly Metric[];

type PlaceMetric = (typeof PLACE_METRICS)[number];

const NOTHING = {};

/** What all reports together say about one file. Lists stay packed: a project has millions of lines. */
export interface FileMeasure {
  readonly lines: PackedLines;
  /** The metrics of which every report of the file knows the places. */
  readonly places: Readonly<Partial<Record<PlaceMetric, PackedPlaces>>>;
  /** The other metrics that every report of the file knows: by their numbers alone. */
  readonly tallies: Readonly<Partial<Record<Metric, Tally>>>;
  /** First and last line of statements that go over several lines. */
  readonly spans: readonly (readonly [first: number, last: number])[];
  /** By metric: a line on which the reports contradict each other, 0 for none in particular. */
  readonly disputed: Readonly<Partial<Record<Metric, number>>>;
}

/** All reports as one. */
export interface Measurement extends Placement {
  /** In the order of their paths. */
  readonly files: ReadonlyMap<RepoPath, FileMeasure>;
}

/** Puts together what the reports say of the same file. `isExcluded` is asked with paths of the repository. */
export function mergeReports(
  reports: readonly CoverageReport[],
  match: (path: string, roots: readonly string[]) => PathMatch,
  isExcluded: (path: string) => boolean,
): Measurement {
  const { sources, ...placement } = placeFiles(reports, match, isExcluded);
  const inOrder = [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...placement, files: new Map(inOrder.map(([path, list]) => [path, mergeFile(list)])) };
}

/** What one report says of a file stays as it is: there are as many files as a project has. */
function measureOf(file: FileCoverage): FileMeasure {
  const { lines = '', tallies = NOTHING, spans = [] } = file;
  return { lines, places: file, tallies, spans, disputed: NOTHING };
}

function mergeFile(sources: readonly Source[]): FileMeasure {
  const [only, another] = sources;
  if (only !== undefined && another === undefined) return measureOf(only.file);
  const places: Partial<Record<PlaceMetric, PackedPlaces>> = {};
  const tallies: Partial<Record<Metric, Tally>> = {};
  const disputed: Partial<Record<Metric, number>> = {};
  /** A metric of which some source says only how many items there are. */
  const addTally = (metric: Metric): void => {
    const merged = mergeTallies(sources.map(({ file }) => tallyOf(file, metric)));
    if (merged === 'disputed') disputed[metric] = 0;
    else if (merged !== undefined) tallies[metric] = merged;
  };
  for (const metric of PLACE_METRICS) {
    const known = sources.flatMap(({ format, file: { [metric]: packed } }) =>
      packed === undefined ? [] : [{ format, places: [...unpackPlaces(packed)] }],
    );
    const merged = known.length < sources.length ? undefined : mergePlaces(known);
    if (merged === undefined) addTally(metric);
    else {
      places[metric] = packPlaces(merged.places);
      if (merged.disputed !== undefined) disputed[metric] = merged.disputed;
    }
  }
  const lines = addLines(sources.map(({ file }) => file.lines ?? ''));
  if (lines === '') addTally('lines');
  return { lines, places, tallies, spans: sources.flatMap(({ file }) => file.spans ?? []), disputed };
}

/** How much of the file is covered. Undefined where a report of it does not know the metric. */
export function shareOf({ lines, places, tallies }: FileMeasure, metric: Metric): Share | undefined {
  const packed = metric === 'lines' ? lines : places[metric];
  const isEmpty = packed === undefined || packed === '';
  const tally = isEmpty ? tallies[metric] : tallyOfPacked(packed);
  if (tally === undefined) return packed === undefined ? undefined : { covered: 0, total: 0 };
  return { covered: tally[0], total: tally[1] };
}

/** How much of all files is covered; files that do not know the metric are left out. */
export function shareOfAll({ files }: Measurement, metric: Metric): Share {
  let [covered, total] = [0, 0];
  for (const file of files.values()) {
    const share = shareOf(file, metric);
    covered += share?.covered ?? 0;
    total += share?.total ?? 0;
  }
  return { covered, total };
}

/** Lines that never ran, in order. */
export function uncoveredLines({ lines }: FileMeasure): readonly number[] {
  return linesWithoutHits(lines);
}

/** How often each line ran. */
export function hitsByLine({ lines }: FileMeasure): ReadonlyMap<number, number> {
  return new Map(unpackLines(lines));
}
