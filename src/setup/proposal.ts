import type { Detection, Pace } from '../core/contracts/detection.ts';
import type { TaskKind } from '../core/contracts/tasks.ts';

/** A kind that wants to be part of the config. */
export interface Candidate {
  /** Its name, as `uses` says it. */
  readonly name: string;
  readonly kind: TaskKind;
  readonly detection: Extract<Detection, { readonly found: true }>;
}

/** Something to tell: which kind it is about, and a part of a sentence. */
export interface SetupNote {
  readonly about: string;
  readonly text: string;
}

/** Candidates that stay, and what is to be told about those that do not. */
export interface Sifted {
  readonly candidates: readonly Candidate[];
  readonly notes: readonly SetupNote[];
}

/** A task to be. */
export interface ProposedTask {
  readonly name: string;
  readonly uses: string;
  /** Why it was chosen, as in "eslint.config.js". */
  readonly because: string;
  /** Keys besides `uses`. */
  readonly keys: Readonly<Record<string, unknown>>;
}

/** A tier to be. It has at least one task. */
export interface ProposedTier {
  readonly name: Pace;
  readonly on: readonly string[];
  readonly budget: string;
  readonly tasks: readonly ProposedTask[];
  /** Policies by gate name. */
  readonly gates: Readonly<Record<string, unknown>>;
}

/** What a config could say, and what is worth knowing about it. */
export interface Proposal {
  /** Empty: there is nothing to check. */
  readonly tiers: readonly ProposedTier[];
  readonly notes: readonly SetupNote[];
  /** What was looked for and is not there, as in "tests for Python". */
  readonly missing: readonly string[];
}
