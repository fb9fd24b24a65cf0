import type { SkipPolicy } from '../../core/skips/policy.ts';
import type { Tier } from '../../core/task.ts';
import type { Config, TierConfig } from '../shape.ts';
import { toMilliseconds } from './duration.ts';

/** What a tier is besides its tasks. */
export function frameOf(
  { on = [], budget, gates = {} }: TierConfig,
  audit: Config['audit'],
): Pick<Tier, 'on' | 'budget' | 'audit' | 'gates'> {
  return {
    on: [on].flat(),
    ...(budget === undefined ? {} : { budget: toMilliseconds(budget) }),
    ...(audit === undefined ? {} : { audit }),
    gates,
  };
}

/** What is asked of those who leave checks out, the same for all tiers of a config. */
export function skipPolicy({ reason, trailer }: NonNullable<Config['skips']> = {}): Pick<Tier, 'skips'> {
  const skips: SkipPolicy = {
    ...(reason === 'required' ? { needsReason: true } : {}),
    ...(trailer === true ? { leavesTrailer: true } : {}),
  };
  return Object.keys(skips).length === 0 ? {} : { skips };
}
