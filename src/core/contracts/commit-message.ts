/** A commit message as it lies there when git asks whether it will do, and what git is going to make of it. */
export interface WrittenMessage {
  /** With everything that git may still take away, and with the byte-order mark if there is one. */
  readonly text: string;
  /**
   * What the lines begin with that git takes away, such as `#`; `auto`: a character that git has chosen to suit the message.
   * Undefined: it takes none away, as of a message that was given on the command line.
   */
  readonly comments: string | 'auto' | undefined;
  /** Whether the commit ends a merge. */
  readonly merging: boolean;
}
