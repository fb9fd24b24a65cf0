/** Steps from the top of a document to a value: keys and positions in lists. */
export type ValuePath = readonly (string | number)[];

/** A place in a file, counted from 1; columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A place at which a text is not in the form that it should be in, and why. */
export interface SyntaxProblem extends Place {
  readonly message: string;
}

/** A text that was understood, with a way back from a value to where it stands. */
export interface Document {
  readonly value: unknown;
  /** Where the value stands, or its key for an entry of an object; undefined when there is none, or the form of the file does not tell. */
  readonly locate: (path: ValuePath) => Place | undefined;
}

/** A config file that was read. */
export interface Source extends Document {
  /** Absolute path. */
  readonly file: string;
  /** The path as people are told it: relative to the repository where it lies inside. */
  readonly shown: string;
  /** SHA-256 of the bytes that were read, in hex. */
  readonly digest: string;
  /** Whether the value follows from the file's bytes alone. Not so for a program. */
  readonly isData: boolean;
}
