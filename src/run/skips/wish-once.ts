import { LatticeError } from '../../core/errors.ts';
import { suggest } from '../../core/nearest.ts';
import { type OneShot, passesOnce } from '../../core/skips/one-shot.ts';
import type { Tier } from '../../core/task.ts';
import { checkNames } from '../select-tiers.ts';

/** What somebody wants the next commit or push to go without. */
export interface OnceRequest {
  /** Of tasks and gates; empty: all. */
  readonly names: readonly string[];
  readonly reason: string;
  /** Milliseconds until it ends unused. */
  readonly lasts: number;
}

/** The wishes that this makes. `now`: milliseconds since 1970. Throws `LatticeError` for names that cannot be skipped. */
export function wishOnce(
  { names, reason, lasts }: OnceRequest,
  tiers: readonly Tier[],
  now: number,
): readonly OneShot[] {
  const hooked = tiersAt(['commit', 'push'], tiers);
  const meant = [...new Set(names)];
  refuse(meant, hooked, tiers);
  const wish = { reason, made: now, until: now + lasts };
  return meant.length === 0 ? [wish] : meant.map((name) => ({ name, ...wish }));
}

/** What the next commit or push goes without, as far as it is named. */
export function wishedAt(by: 'commit' | 'push', names: readonly string[], tiers: readonly Tier[]): readonly string[] {
  const here = new Set(checkNames(tiersAt([by], tiers)));
  return names.filter((name) => here.has(name));
}

function tiersAt(moments: readonly string[], tiers: readonly Tier[]): readonly Tier[] {
  return tiers.filter(({ on }) => on.some((trigger) => moments.includes(passesOnce(trigger) ?? '')));
}

function refuse(names: readonly string[], hooked: readonly Tier[], all: readonly Tier[]): void {
  const here = checkNames(hooked);
  const anywhere = checkNames(all);
  const required = new Set(
    hooked.flatMap(({ tasks }) => tasks.filter((task) => task.required).map(({ name }) => name)),
  );
  const problems = names.flatMap((name) => {
    if (required.has(name)) return [`\`${name}\` is required: nobody can skip it`];
    if (here.includes(name)) return [];
    if (anywhere.includes(name)) return [`\`${name}\` runs at no commit and at no push, so there is nothing to skip`];
    return [`there is no task and no gate \`${name}\`${suggest(name, here)}`];
  });
  if (problems.length > 0)
    throw new LatticeError('usage', problems.join('\n'), '`npx lattice-hooks list` shows tiers and tasks.');
}
