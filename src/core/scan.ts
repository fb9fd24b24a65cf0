/** How grave a finding is, the gravest first. */
export const RANKS = ['critical', 'high', 'medium', 'low', 'none'] as const;
export type Rank = (typeof RANKS)[number];

/** SARIF's own word for how grave a result is. */
export type Level = 'error' | 'warning' | 'note' | 'none';

/**
 * One thing that a scanner found, with all that its rank may follow from: which policy it is judged by is decided later.
 * What the scanner itself calls suppressed, or unchanged, is no finding.
 */
export interface ScanFinding {
  /** Name of the scanner in lower case, blanks as `-`. */
  readonly tool: string;
  readonly rule?: string;
  /** Holds nothing of what a secret scanner matched. */
  readonly message: string;
  /** As the report spells it, its bases joined; relative to the repository once it is collected. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** The last line of it, where that is not the first. */
  readonly endLine?: number;
  /** Counted from 1. */
  readonly column?: number;
  /** What it is about, where the scanner's name does not say that. */
  readonly about?: 'secret' | 'vulnerability';
  /** CVSS, or what SARIF calls `security-severity`. */
  readonly score?: number;
  /** Rank by the scanner's own word. */
  readonly word?: Rank;
  readonly level?: Level;
}

/** One findings report, read. Plain JSON: it is remembered with the pass that left it. */
export interface Scan {
  /** The entry of the gate's `input` that names it. */
  readonly input: string;
  /** The report as a person knows it: relative to the repository, or `{scratch}` and what follows. */
  readonly path: string;
  /** Name of the format, which is the name of its entry in the room. */
  readonly format: string;
  readonly findings: readonly ScanFinding[];
  /** What the scanner says that it did not look at. */
  readonly notes: readonly string[];
}

/** A report that a task may leave for a gate. */
export interface ScanInput {
  /** The gate. */
  readonly gate: string;
  /** The entry of the gate's `input`. */
  readonly input: string;
  /** What is looked for: the input, or the one path of it that the task names. Relative to the config's folder, or in `{scratch}`. */
  readonly pattern: string;
  /** Whose report it is, where the config says so. */
  readonly tool?: string;
  /** Whether the task has to leave it. Where nobody knows who leaves a report, what a task has written tells. */
  readonly isSure: boolean;
}

/** A report that a task should have left, or of which nobody knows who wrote it. */
export interface Unscanned {
  /** The entry of the gate's `input` that names it. */
  readonly input: string;
  /** Like that of a scan. */
  readonly path: string;
  /** What is wrong with it: a sentence without its final period. */
  readonly message: string;
}
