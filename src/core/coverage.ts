/** Hits by line: line (counted from 1) and how often it ran. Sorted by line, each line once. */
export type LineHits = readonly (readonly [line: number, hits: number])[];

/**
 * Places that can be taken or not, such as arms of branches or functions: line, how often it was taken, and what tells
 * it from others of that line in the words of its format. `place` is absent where a format only counts them: two such
 * reports do not say whether they mean the same arm. Sorted by line.
 */
export type PlaceHits = readonly (readonly [line: number, hits: number, place?: string])[];

/** What a report says about one file. A metric that the format does not know is absent, never empty by guess. */
export interface FileCoverage {
  /** The path as the report spells it. A report may speak of the same path several times: the counts are added. */
  readonly path: string;
  readonly lines?: LineHits;
  readonly branches?: PlaceHits;
  readonly functions?: PlaceHits;
  readonly statements?: PlaceHits;
  /** First and last line of statements that go over several lines, where the format knows them. */
  readonly spans?: readonly (readonly [first: number, last: number])[];
}

/** One coverage report, decoded. Plain JSON: it is remembered with the pass that left it. */
export interface CoverageReport {
  /** Name of the format, which is the name of its entry in the room. */
  readonly format: string;
  /** Folders that the report's relative paths may stand in, as written there. */
  readonly roots: readonly string[];
  readonly files: readonly FileCoverage[];
}
