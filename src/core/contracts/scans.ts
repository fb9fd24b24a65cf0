import type { ScanFinding } from '../scan.ts';

/** What a format makes of a report. */
export interface ScanReading {
  readonly findings: readonly ScanFinding[];
  readonly notes?: readonly string[];
}

/** An entry of `src/scans`: a form in which scanners write down what they found. Pure: parsed JSON in, findings out. */
export interface ScanFormat {
  readonly summary: string;
  /** Names of tools that write an empty list when they found nothing, which alone says nothing. */
  readonly emptyListOf?: readonly string[];
  /** Tools that write this form; absent where any may. */
  readonly tools?: readonly string[];
  /** By content, never by name. Cheap, and true of one form only. `tool`: whose it is, where that is known. */
  recognizes(report: unknown, tool: string | undefined): boolean;
  /** Throws an `Error` whose message says what is wrong when it is not of the form, or the scanner did not do its work. */
  read(report: unknown, tool: string | undefined): ScanReading;
}
