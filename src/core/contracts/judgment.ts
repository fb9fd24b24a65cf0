import type { RepoPath } from '../files.ts';
import type { Finding } from '../outcome.ts';
import type { ScanFinding } from '../scan.ts';
import type { TestCount } from '../test-choice.ts';
import type { Options } from './schema.ts';

/** How a program ended. Standard output and error are decoded as UTF-8. */
export interface ProgramExit {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a kind needs to know to read a tool's output. */
export interface JudgeContext {
  /** Files handed over, relative to the repository's root. */
  readonly files: readonly RepoPath[];
  /** Whether it was the fixing command. */
  readonly fixing: boolean;
  readonly options: Options;
  /** How many changed files decide which tests run, where only some do. */
  readonly affectedBy?: number;
  /** Which of the kind's commands it was, counted from 0. */
  readonly step: number;
  /** Texts of the kind's `results` in their order; undefined for one that this run has not written, or that is too large. */
  readonly results: readonly (string | undefined)[];
  /** What its report says, for a scanner. */
  readonly report?: PrintedReport;
  /** Turns a path of the tool's output (absolute, or relative to where it ran) into one relative to the root. */
  toRepoPath(path: string): RepoPath | undefined;
}

/** The findings report that a scanner printed. Files are relative to the root, and nothing of it quotes a secret. */
export type PrintedReport =
  | {
      readonly status: 'read';
      readonly findings: readonly ScanFinding[];
      /** What the scanner says that it did not look at. */
      readonly notes: readonly string[];
      /** Whether a gate judges the findings, so that the task does not. */
      readonly isGated: boolean;
    }
  /** `problem`: a sentence without its final period. */
  | { readonly status: 'unread'; readonly problem: string };

/** A check that found nothing to refuse for. */
export interface Approval {
  readonly status: 'passed';
  readonly findings?: readonly Finding[];
  /** Set when the same files could fail after another change, or at another time: such a pass is not remembered. */
  readonly lasting?: false;
  /** For a tool that may leave out tests, where it says so. */
  readonly testCount?: TestCount;
}

/** What a program's end means. */
export type Judgment =
  | Approval
  | {
      readonly status: 'failed';
      readonly findings: readonly Finding[];
      /** Shown where no finding could be read. */
      readonly output?: string;
      /** Whether every file handed over that no error finding names has passed: true for linters with a machine format. */
      readonly othersPassed?: boolean;
      readonly testCount?: TestCount;
    }
  | {
      readonly status: 'broken';
      readonly message: string;
      /** Shown below the message; empty where that says it all, absent where all that was printed is to be shown. */
      readonly output?: string;
    }
  /** It ran only tests that are affected, and is not sure that these are all: all run then. The reason is a clause. */
  | { readonly status: 'unsure'; readonly why: string }
  /** There was nothing for it to look at. */
  | { readonly status: 'skipped'; readonly detail: string };
