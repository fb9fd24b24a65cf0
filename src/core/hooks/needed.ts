import type { Tier } from '../task.ts';
import { FETCHING_HOOKS } from './fetching.ts';
import { CLIENT_HOOKS } from './triggers.ts';

/** A tier, as far as hooks go. */
export type HookedBy = Pick<Tier, 'on' | 'skips' | 'shared'>;

/** Whether the tier runs at a commit and says in its message what it was made without. */
export function saysSkips({ on, skips }: HookedBy): boolean {
  return on.includes('pre-commit') && skips?.leavesTrailer === true;
}

/**
 * Git hooks that tiers need, in the order of githooks(5): their triggers, what writes into a commit's message, and those beside
 * which results are fetched.
 */
export function neededHooks(tiers: readonly HookedBy[]): readonly string[] {
  const named = new Set(
    tiers.flatMap((tier) => [
      ...tier.on,
      ...(saysSkips(tier) ? ['commit-msg'] : []),
      ...(tier.shared?.isFetched === true ? FETCHING_HOOKS : []),
    ]),
  );
  return CLIENT_HOOKS.filter((name) => named.has(name));
}
