/** Where a command writes to, and what a person sees there. `main.ts` makes it; tests hand in their own. */
export interface Terminal {
  /** Writes to standard output, as it is: a line brings its own line break. */
  readonly out: (text: string) => void;
  /** Writes to standard output what programs read: to the byte, where `out` may replace our own signs. */
  readonly raw: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Whether colors may be used. */
  readonly color: boolean;
  /** Columns. */
  readonly width: number;
  /** Whether words say how something ended, and not signs; absent: they do not. */
  readonly words?: boolean;
  /** Whether standard output is a window, which breaks longer lines anywhere. */
  readonly isWindow: boolean;
  /** Rows; undefined where nobody knows. */
  readonly height?: number | undefined;
  /**
   * Asks a person for a line of text; undefined when it was interrupted. Absent where nobody is there to answer.
   */
  readonly ask?: ((question: string) => Promise<string | undefined>) | undefined;
  /** Whether a person watches, so that lines may be drawn over. */
  readonly isInteractive: boolean;
}
