import type { Ci, CiMachine } from '../core/ci.ts';
import type { RepoPath } from '../core/files.ts';
import type { CiSharing } from './sharing.ts';

/** Everything that generated workflows depend on. Plain JSON. */
export interface CiPlan {
  /** The config, relative to the repository. */
  readonly config: RepoPath;
  /** Its folder: where commands run. `''` is the top. */
  readonly folder: RepoPath;
  readonly ci: Omit<Ci, 'runnerLabels'>;
  /** Absent where nothing is shared. */
  readonly sharing?: CiSharing;
  /** Tiers that CI runs, in the order of the config. */
  readonly tiers: readonly CiTier[];
}

/** A tier, as far as CI has to know it. */
export interface CiTier {
  readonly name: string;
  /** Its CI triggers. None: it only runs as what looks at a deployment. */
  readonly on: readonly string[];
  readonly needsPython: boolean;
  /** Whether it looks at commits before the one that is judged, also where all files are judged. */
  readonly needsHistory: boolean;
}

/** Where and with what the tier runs: what the config says for it, else what it says for all. */
export function machineOf(tier: string, { ci }: Pick<CiPlan, 'ci'>): CiMachine {
  const { runsOn, node, python, install, timeout, env } = ci;
  return { runsOn, node, python, install, timeout, env, ...(Object.hasOwn(ci.tiers, tier) ? ci.tiers[tier] : {}) };
}

/** Values behind the colon of those triggers of the tier that begin so, such as branches behind `push`. */
export function valuesOf(event: 'push' | 'schedule', { on }: Pick<CiTier, 'on'>): readonly string[] {
  const start = `${event}:`;
  return on.filter((trigger) => trigger.startsWith(start)).map((trigger) => trigger.slice(start.length));
}
