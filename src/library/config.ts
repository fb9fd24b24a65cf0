import type { Config, TierConfig } from '../config/shape.ts';
import type { GivenPolicy as CoveragePolicy } from '../coverage-gate/policy.ts';
import type { GivenPolicy as FindingsPolicy } from '../findings-gate/policy.ts';

/** A tier as a config file writes it. */
export interface LatticeTier extends Omit<TierConfig, 'gates'> {
  /** Judgments over all results of the tier. */
  readonly gates?: { readonly coverage?: CoveragePolicy; readonly findings?: FindingsPolicy };
}

/** A config as its file writes it: what `schema.json` describes. */
export interface LatticeConfig extends Omit<Config, 'tiers'> {
  /** Where the schema lies, for editors. */
  readonly $schema?: string;
  /** Configs that this one builds on: files beginning with ./, or packages. */
  readonly extends?: string | readonly string[];
  /** Groups of tasks with the triggers that run them, by name. */
  readonly tiers: Readonly<Record<string, LatticeTier>>;
}

/** Gives back the config as it is, with its type: for files such as `lattice-hooks.config.ts`. What it says is judged when it is read. */
export function defineConfig(config: LatticeConfig): LatticeConfig {
  return config;
}
