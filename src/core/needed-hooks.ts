import type { Tier } from './task.ts';
import { CLIENT_HOOKS } from './triggers.ts';

/** A tier, as far as hooks go. */
export type HookedBy = Pick<Tier, 'on' | 'skips'>;

/** Whether the tier runs at a commit and says in its message what it was made without. */
export function saysSkips({ on, skips }: HookedBy): boolean {
  return on.includes('pre-commit') && skips?.leavesTrailer === true;
}

/** Git hooks that tiers need, in the order of githooks(5): their triggers, and what writes into a commit's message. */
export function neededHooks(tiers: readonly HookedBy[]): readonly string[] {
  const named = new Set(tiers.flatMap((tier) => [...tier.on, ...(saysSkips(tier) ? ['commit-msg'] : [])]));
  return CLIENT_HOOKS.filter((name) => named.has(name));
}
