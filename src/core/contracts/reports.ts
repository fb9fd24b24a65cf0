import type { RepoPath } from '../files.ts';
import type { RunEvent } from '../ports.ts';
import type { RunRecord } from '../record.ts';
import type { RunEntry } from '../runs/entry.ts';
import type { Unchecked } from '../runs/history.ts';

/** An entry of `src/reports`, or a module of the project that `--report ./module.js` names, of which `render` alone is used. Pure: a record in, a text that ends in a newline out. */
export interface ReportFormat {
  readonly summary: string;
  render(records: readonly RunRecord[], style: ReportStyle, background?: ReportBackground): string;
  /** For a format that shows more than records hold: whoever shows it looks for these files, and hands `render` the background. */
  wants?(records: readonly RunRecord[]): readonly RepoPath[];
  /**
   * For a format that tells what happens while it does: called for each run, returns what makes text of its events, one
   * after the other. What it has told of a whole run says all that `render` says of its record.
   */
  watch?(): (event: RunEvent) => string;
  /** What it says in another place besides. */
  readonly addition?: ReportAddition;
}

/** What is known besides of runs and of the repository, as far as it could be read. */
export interface ReportBackground {
  /** Texts of files that `wants` named. */
  readonly sources: ReadonlyMap<RepoPath, SourceText>;
  /** Runs that are logged, the oldest first; those of the records are the last ones. */
  readonly runs: readonly RunEntry[];
  /** What was committed or pushed without a look at it, since the first of them. */
  readonly unchecked: readonly Unchecked[];
}

/** A file as text. */
export interface SourceText {
  readonly text: string;
  /** Whether it is what was judged. Else it is what stands on disk now, which may be something else. */
  readonly isJudged: boolean;
}

/** A text for the end of a file that a variable of the environment names; where it is not set, for nobody. */
export interface ReportAddition {
  readonly variable: string;
  /** Bytes that the file may come to. */
  readonly most: number;
  /** At most so many bytes of UTF-8; empty where that is too little to say anything. */
  render(records: readonly RunRecord[], room: number): string;
}

/** What a text report may use. */
export interface ReportStyle {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Whether a window ends there, which breaks longer lines anywhere; a file, a log or a pipe does not. Absent: none does. */
  readonly isWindow?: boolean;
  /** Whether words say how something ended, and not signs; absent: they do not. */
  readonly words?: boolean;
  /** Where links to files begin: the root of the worktree as a URL without a slash at its end. Absent: links cannot be followed. */
  readonly linkRoot?: string;
  /**
   * Where the documentation of this version begins: an address that ends in a slash. Absent: its pages are named by their path
   * in the repository of the package.
   */
  readonly guide?: string;
  /** Whether somebody asked for it, who is also told that there is nothing to tell. A hook speaks unasked. */
  readonly asked?: boolean;
}
