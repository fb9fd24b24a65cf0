import type { CoverageReport } from '../coverage/report.ts';
import type { CoverageText } from '../coverage/text.ts';

/** An entry of `src/coverage`. Pure: text in, counts out. */
export interface CoverageFormat {
  readonly summary: string;
  /** By content, never by name: by the beginning of the text, or by the object that it is. */
  recognizes(text: CoverageText): boolean;
  /** Throws an `Error` whose message says what is wrong when the text is cut short or not of the form. */
  parse(text: CoverageText): Omit<CoverageReport, 'format'>;
}
