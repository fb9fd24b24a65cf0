/** Steps from the top of a document to a value: keys and positions in lists. */
export type ValuePath = readonly (string | number)[];

/** A place in a file, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document that was read, with a way back from a value to where it stands. */
export interface Source {
  /** Absolute path. */
  readonly file: string;
  readonly value: unknown;
  /** Where the value stands, or its key for an entry of an object; undefined when the form of the file does not tell. */
  readonly locate: (path: ValuePath) => Place | undefined;
  /** Whether the value follows from the file's bytes alone. Not so for a program. */
  readonly isData: boolean;
}
