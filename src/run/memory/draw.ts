import { isDrawn } from '../../core/memory/audit.ts';
import type { Ports } from '../../core/ports.ts';
import type { Tier } from '../../core/task.ts';
import { isCI } from '../../system/ci.ts';
import type { World } from '../world.ts';

/** Share of remembered passes that are looked at again in CI, where the config does not say another. */
const SHARE_IN_CI = 0.02;

/** Which passes of tasks of these tiers are looked at again in this run; nothing where none is. */
export function drawFor(
  tiers: readonly Tier[],
  { env, chance }: Pick<World, 'env' | 'chance'>,
): Pick<Ports, 'isDrawn'> {
  const usual = isCI(env) ? SHARE_IN_CI : 0;
  const shares = new Map(tiers.map(({ root, name, audit }) => [`${root}\0${name}`, audit ?? usual]));
  if ([...shares.values()].every((share) => share === 0)) return {};
  return { isDrawn: ({ root, tier }, key) => isDrawn(key, shares.get(`${root}\0${tier}`) ?? 0, chance) };
}
