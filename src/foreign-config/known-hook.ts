/** What a published hook of pre-commit does where a config says nothing else, from its own manifest. */
export interface KnownHook {
  /** Program and arguments, with blanks between them. */
  readonly entry: string;
  /** Tags of which a file has one; `text` where it is about all texts. */
  readonly types?: string;
  /** An expression for paths. */
  readonly files?: string;
  /** Whether it is handed files. */
  readonly passes?: false;
  readonly stages?: readonly string[];
  /** Arguments where the config names none. */
  readonly args?: readonly string[];
  /** How a person gets the program, without a version; `@` or `==` and the revision may follow. */
  readonly install: string;
  /** A kind of ours that stands for it, whatever its arguments say. */
  readonly uses?: string;
}
