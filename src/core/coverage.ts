/** Hits by line: line (counted from 1) and how often it ran. Sorted by line. */
export type LineHits = readonly (readonly [line: number, hits: number])[];

/** A place that can be taken or not, such as one arm of a branch or a function: its line and how often it was taken. */
export type PlaceHits = readonly (readonly [line: number, hits: number])[];

/** What a report says about one file. A metric that the format does not know is absent, never empty by guess. */
export interface FileCoverage {
  /** The path as the report spells it. */
  readonly path: string;
  readonly lines?: LineHits;
  readonly branches?: PlaceHits;
  readonly functions?: PlaceHits;
  readonly statements?: PlaceHits;
}

/** One coverage report, decoded. Plain JSON: it is remembered with the pass that left it. */
export interface CoverageReport {
  /** Name of the format, which is the name of its entry in the room. */
  readonly format: string;
  /** Folders that the report's relative paths may stand in, as written there. */
  readonly roots: readonly string[];
  readonly files: readonly FileCoverage[];
}
