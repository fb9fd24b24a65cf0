import type { Spot } from '../yaml/tree.ts';
import type { Workflow } from './workflow.ts';

/** How grave a finding is: an error is what does not work or is a hole, a warning what should be better. */
export type Severity = 'error' | 'warning';

/** What a rule says of a workflow. */
export interface Problem {
  readonly at: Spot;
  /** What is wrong and what to do, without a period at its end. */
  readonly message: string;
}

/** What is told to the user. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What the project says about its workflows. */
export interface LintSettings {
  /** Labels of machines of its own, in lower case. */
  readonly runnerLabels: ReadonlySet<string>;
}

/** One rule: pure, and blind for what another rule tells. */
export interface Rule {
  readonly name: string;
  readonly severity: Severity;
  /** `others`: all workflows that are looked at, this one too. */
  check(workflow: Workflow, others: readonly Workflow[], settings: LintSettings): Iterable<Problem>;
}
