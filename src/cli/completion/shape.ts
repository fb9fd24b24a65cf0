/** What may stand at a place of the command line. */
export type ValueKind = 'tier' | 'check' | 'task' | 'report' | 'file' | 'text';

/** An option of a command. */
export interface OptionShape {
  /** As they are written, such as `-n` and `--max-count`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Values that it takes: none, one, or all words up to the next option. */
  readonly takes: 'nothing' | 'one' | 'many';
  readonly value: ValueKind;
  /** The only values there are; empty where that is not said. */
  readonly choices: readonly string[];
}

/** A word of a command that is no option. */
export interface ArgumentShape {
  readonly value: ValueKind;
  readonly isRepeated: boolean;
  readonly choices: readonly string[];
}

/** A command, as far as completing it goes. */
export interface CommandShape {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionShape[];
  readonly arguments: readonly ArgumentShape[];
  /** What may follow its name, each with options and arguments of its own; absent where it is no command of commands. */
  readonly commands?: readonly CommandShape[];
}

/** Names that the project and the package have. */
export interface KnownNames {
  /** Tiers, and hooks that run some. */
  readonly tiers: readonly string[];
  readonly tasks: readonly string[];
  readonly gates: readonly string[];
  readonly reports: readonly string[];
}

/** A word that may be meant. */
export interface Candidate {
  readonly word: string;
  /** What it does; empty where its name says all. */
  readonly description: string;
}
