/** What is asked of those who leave checks of a tier out. */
export interface SkipPolicy {
  /** Whether they have to say why. */
  readonly needsReason?: true;
  /** Whether the message of the commit says what was left out. */
  readonly leavesTrailer?: true;
}
