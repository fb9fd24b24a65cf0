import { inConfig } from './config-places.ts';
import { type Diagnosis, finding } from './diagnosis.ts';
import type { Facts } from './facts.ts';

/** Tiers that nothing starts, or that start nothing. */
export function diagnoseTiers(facts: Facts): readonly Diagnosis[] {
  const { tiers = [], deploying = [] } = facts.configs ?? {};
  return tiers.flatMap((tier) => [
    ...(tier.on.length > 0 || deploying.includes(tier.name)
      ? []
      : [
          finding({
            id: 'tier-without-trigger',
            ...inConfig(tier, facts),
            message: `nothing runs the tier \`${tier.name}\` but a person`,
            remedy: 'give it a trigger, such as `"on": "pre-push"`',
          }),
        ]),
    ...(tier.tasks.length > 0
      ? []
      : [
          finding({
            id: 'tier-without-tasks',
            ...inConfig(tier, facts),
            message: `the tier \`${tier.name}\` has no tasks and accepts everything`,
            remedy: 'give it tasks, or take it out',
          }),
        ]),
  ]);
}
