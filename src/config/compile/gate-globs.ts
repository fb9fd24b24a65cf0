import type { Gate } from '../../core/contracts/gates.ts';
import type { Problem } from '../config-error.ts';
import { globProblem, unreadable } from '../globs.ts';
import type { TierConfig } from '../shape.ts';

/** What is wrong with the globs in the gates of a tier. */
export function checkGateGlobs(
  tier: string,
  { gates = {} }: Pick<TierConfig, 'gates'>,
  entries: ReadonlyMap<string, Gate>,
): readonly Problem[] {
  return Object.entries(gates).flatMap(([name, policy]) => {
    return (entries.get(name)?.globs?.(policy) ?? []).flatMap(({ at, glob, about }) => {
      const problem = about === 'files' ? globProblem(glob) : unreadable(glob);
      if (problem === undefined) return [];
      return [{ path: ['tiers', tier, 'gates', name, ...at], message: `\`${at.join('.')}\`: \`${glob}\` ${problem}` }];
    });
  });
}
