import type { Options } from '../core/contracts/schema.ts';

/** A kind of ours that does what a command does. */
export interface Preset {
  readonly uses: string;
  readonly options?: Options;
  readonly gates?: Readonly<Record<string, Options>>;
  /** What is not as it was. */
  readonly notes: readonly string[];
}
