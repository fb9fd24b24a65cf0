import type { Ci } from '../core/ci.ts';
import type { RepoPath } from '../core/files.ts';
import { isHook } from '../core/hooks/triggers.ts';
import { looksAtCommits, type Task, type Tier } from '../core/task.ts';
import type { CiPlan, CiTier } from './ci-plan.ts';
import { sharingOf } from './sharing.ts';
import { startsPython } from './steps.ts';

/** What workflows are made of, from all tiers: those of one name in several configs are one job. */
export function planCi(
  tiers: readonly Tier[],
  ci: Ci,
  place: { readonly config: RepoPath; readonly folder: RepoPath },
): CiPlan {
  const { runnerLabels: _known, tiers: own, ...rest } = ci;
  const wanted = groupByName(tiers)
    .map((group) => ciTier(group, own))
    .filter(({ name, on }) => on.length > 0 || name === ci.deploy?.smoke);
  const used = Object.entries(own).filter(([name]) => wanted.some((tier) => tier.name === name));
  const sharing = sharingOf(tiers.find(({ shared }) => shared !== undefined)?.shared);
  return {
    config: place.config,
    folder: place.folder,
    ci: { ...rest, tiers: Object.fromEntries(used) },
    ...(sharing === undefined ? {} : { sharing }),
    tiers: wanted,
  };
}

function groupByName(tiers: readonly Tier[]): readonly (readonly Tier[])[] {
  return [...new Set(tiers.map(({ name }) => name))].map((name) => tiers.filter((tier) => tier.name === name));
}

function ciTier(tiers: readonly Tier[], own: Ci['tiers']): CiTier {
  const tasks = tiers.flatMap((tier) => tier.tasks);
  const triggers = tiers.flatMap(({ on }) => on).filter((trigger) => !isHook(trigger));
  const name = tiers[0]?.name ?? '';
  return {
    name,
    on: [...new Set(triggers)],
    // Tasks need not show that they start it: who names a version for the tier says so.
    needsPython: tasks.some(needsPython) || (Object.hasOwn(own, name) && own[name]?.python !== undefined),
    // A gate may compare with a merge base, which a clone of one commit does not have.
    needsHistory: tasks.some(looksAtCommits) || tiers.some(({ gates }) => Object.keys(gates).length > 0),
  };
}

function needsPython({ ecosystem, check, fix }: Task): boolean {
  return ecosystem === 'python' || [...check, ...fix].some(startsPython);
}
