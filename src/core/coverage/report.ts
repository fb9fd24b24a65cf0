/** What a report can count. */
export type CoverageMetric = 'lines' | 'branches' | 'functions' | 'statements';

/** A line, counted from 1, and how often it ran. */
export type LineHits = readonly [line: number, hits: number];

/**
 * A place that can be taken or not, such as an arm of a branch or a function: its line, how often it was taken, and what
 * tells it from others of that line in the words of its format. `place` is absent where a format only counts them: two
 * such reports do not say whether they mean the same arm. `weight`: for how many items it stands, 1 when absent.
 */
export type PlaceHits = readonly [line: number, hits: number, place?: string | undefined, weight?: number];

/** Lines in their order, each once, by `packLines`. */
export type PackedLines = string;

/** Places in the order of lines, by `packPlaces`. */
export type PackedPlaces = string;

/** What a report says about one file. A metric that the format does not know is absent, never empty by guess. */
export interface FileCoverage {
  /** The path as the report spells it. A report may speak of the same path several times: the counts are added. */
  readonly path: string;
  readonly lines?: PackedLines;
  readonly branches?: PackedPlaces;
  readonly functions?: PackedPlaces;
  readonly statements?: PackedPlaces;
  /** Items that the format counts for the file without saying where they are. */
  readonly tallies?: Readonly<Partial<Record<CoverageMetric, Tally>>>;
  /** First and last line of statements that go over several lines, where the format knows them. */
  readonly spans?: readonly (readonly [first: number, last: number])[];
  /** A word in comments of the source: lines from one such comment to the next do not count. */
  readonly skipMark?: string;
}

/** How many items ran, of how many. */
export type Tally = readonly [covered: number, total: number];

/** One coverage report, decoded. Plain JSON: it is remembered with the pass that left it. */
export interface CoverageReport {
  /** Name of the format, which is the name of its entry in the room. */
  readonly format: string;
  /** Folders that the report's relative paths may stand in, as written there. */
  readonly roots: readonly string[];
  readonly files: readonly FileCoverage[];
}
