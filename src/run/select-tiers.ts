import { isTrigger } from '../core/hooks/triggers.ts';
import type { Tier } from '../core/task.ts';

/** The tiers that a name stands for. */
export interface TierChoice {
  readonly tiers: readonly Tier[];
  /** What stands in the record as `trigger`. */
  readonly trigger: string;
}

/**
 * A tier by its name, or all tiers of a trigger. Undefined: there is no such name. A trigger that no tier has is known, and
 * empty. `byHook`: the name is a trigger's and nothing else, also where a tier is called so.
 */
export function selectTiers(
  name: string,
  tiers: readonly Tier[],
  { byHook }: { readonly byHook: boolean },
): TierChoice | undefined {
  const named = byHook ? [] : tiers.filter((tier) => tier.name === name);
  if (named.length > 0) return { tiers: named, trigger: 'manual' };
  const triggered = tiers.filter((tier) => tier.on.includes(name));
  if (byHook || triggered.length > 0 || isTrigger(name)) return { tiers: triggered, trigger: name };
  return undefined;
}

/** Every name that could have been meant. */
export function knownNames(tiers: readonly Tier[]): readonly string[] {
  return [...new Set([...tiers.map((tier) => tier.name), ...tiers.flatMap((tier) => tier.on)])];
}

/** Names of the tasks and gates of these tiers. */
export function checkNames(tiers: readonly Tier[]): readonly string[] {
  return [...new Set(tiers.flatMap((tier) => [...tier.tasks.map((task) => task.name), ...Object.keys(tier.gates)]))];
}
