/** `finding`: it keeps a hook from running, or lets a check or a gate pass whatever it sees. `advice`: worth knowing. */
export type Severity = 'finding' | 'advice';

/** What the doctor can mend itself, without touching files of the project or hooks of others. */
export type Repair =
  /** Writes our hooks anew; hooks of others are moved aside and run first. */
  | { readonly type: 'install' }
  /** Makes hooks of ours executable. Absolute paths. */
  | { readonly type: 'allow'; readonly files: readonly string[] }
  /** Puts back what an interrupted run had hidden, and frees its lock. */
  | { readonly type: 'recover' }
  /** Removes checkouts of pushed commits that no repository uses. Absolute folders. */
  | { readonly type: 'remove-checkouts'; readonly folders: readonly string[] };

/** One thing that is wrong, or worth knowing. Texts hold names as they are: whoever shows them makes them harmless. */
export interface Diagnosis {
  /** Kebab-case; docs/doctor.md describes each. */
  readonly id: string;
  readonly severity: Severity;
  /** The file that it is about, relative to the top of the worktree where it lies inside. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
  /** What it means, without a final period. */
  readonly message: string;
  /** What repairs it, likewise. */
  readonly remedy: string;
  /** How `--fix` repairs it; absent where that is for people to decide. */
  readonly repair?: Repair;
}

/** A diagnosis before its severity is written down. */
type Found = Omit<Diagnosis, 'severity'>;

/** Something that is wrong. */
export function finding(found: Found): Diagnosis {
  return { ...found, severity: 'finding' };
}

/** Something worth knowing. */
export function advice(found: Found): Diagnosis {
  return { ...found, severity: 'advice' };
}
