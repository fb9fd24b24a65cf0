/** A word of a command, as far as it can be told without a shell. */
export interface ShellWord {
  readonly type: 'word';
  /** Its text, with `{1}` for the first argument of the hook; all of them are `{@}`. */
  readonly text: string;
  /** As it was written. */
  readonly raw: string;
  /** Whether only a shell knows what it comes to: a variable, a command, a pattern of file names. */
  readonly isOpen: boolean;
  /** Whether a quote or a backslash is in it. */
  readonly isQuoted: boolean;
  /** Scripts whose output is part of it: those of `$(…)`, of backticks and of `<(…)`. */
  readonly inner: readonly (readonly ShellToken[])[];
  /** Where it begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** What stands between words: `&&`, `;`, a line break and so on. */
export interface ShellOperator {
  readonly type: 'operator';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type ShellToken = ShellWord | ShellOperator;
