import type { CoverageReport } from '../coverage.ts';

/** An entry of `src/coverage`. Pure: text in, counts out. */
export interface CoverageFormat {
  readonly summary: string;
  /** By content, never by name. Cheap: looks at the beginning. */
  recognizes(text: string): boolean;
  /** Throws an `Error` whose message says what is wrong when the text is cut short or not of the form. */
  parse(text: string): Omit<CoverageReport, 'format'>;
}
