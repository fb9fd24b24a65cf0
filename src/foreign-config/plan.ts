import type { Carried, LeftBehind } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';

/** A task of the config to be, with what it was. */
export interface PlannedTask {
  readonly name: string;
  readonly keys: Options;
  readonly was: string;
  readonly place: string;
}

/** A tier of the config to be. It has at least one task. */
export interface PlannedTier {
  readonly name: string;
  readonly on: readonly string[];
  readonly tasks: readonly PlannedTask[];
  readonly gates: Readonly<Record<string, Options>>;
}

/** What the configs of other tools become. */
export interface MigrationPlan {
  readonly tiers: readonly PlannedTier[];
  /** What is not as it was: which task, and a part of a sentence. */
  readonly notes: readonly { readonly about: string; readonly text: string }[];
  readonly left: readonly LeftBehind[];
  /** Tools whose config nothing uses: no hook starts them. */
  readonly idle: readonly string[];
}

/** What was read of each tool, by the name of its entry. */
export type Readings = ReadonlyMap<string, Carried>;
