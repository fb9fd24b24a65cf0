import type { RunRecord } from '../record.ts';

/** An entry of `src/reports`. Pure: a record in, a text that ends in a newline out. */
export interface ReportFormat {
  readonly summary: string;
  render(records: readonly RunRecord[], style: ReportStyle): string;
}

/** What a text report may use. */
export interface ReportStyle {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether a window ends there, which breaks longer lines anywhere; a file, a log or a pipe does not. Absent: none does. */
  readonly isWindow?: boolean;
  /** Whether somebody asked for it, who is also told that there is nothing to tell. A hook speaks unasked. */
  readonly asked?: boolean;
}
