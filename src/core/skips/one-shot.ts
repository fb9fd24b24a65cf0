import type { Skip } from '../record.ts';

/** A wish that the next commit or push goes without something, once. */
export interface OneShot {
  /** Name of a task or a gate; undefined: everything that can be skipped. */
  readonly name?: string;
  readonly reason: string;
  /** When it was made and when it ends, in milliseconds since 1970. */
  readonly made: number;
  readonly until: number;
  /**
   * Where HEAD was, and how often it had moved, when a hook accepted a commit with its help: as long as that is so, the commit
   * is not made, and the wish stands for its later hooks and for another try.
   */
  readonly usedOn?: string;
}

/** Hooks of a commit that is being made: it counts as accepted when HEAD moves on. */
const COMMIT_HOOKS = ['pre-commit', 'pre-merge-commit', 'prepare-commit-msg', 'commit-msg'];

/** What a hook lets through: wishes are about these and no others. */
export function passesOnce(hook: string): 'commit' | 'push' | undefined {
  if (hook === 'pre-push') return 'push';
  return COMMIT_HOOKS.includes(hook) ? 'commit' : undefined;
}

/** Those wishes that still stand. `now`: milliseconds since 1970; a clock that was set back ends them. `head`: what `usedOn` would be. */
export function standing(wishes: readonly OneShot[], now: number, head: string): readonly OneShot[] {
  return wishes.filter(
    ({ made, until, usedOn }) => made <= now && now < until && (usedOn === undefined || usedOn === head),
  );
}

/** The skips that they wish for where there are these tasks and gates. */
export function wishedSkips(wishes: readonly OneShot[], names: readonly string[]): readonly Skip[] {
  return wishes.flatMap(({ name, reason }) =>
    (name === undefined ? names : [name]).map((task): Skip => ({ task, by: 'once', reason })),
  );
}

/**
 * What is left of a wish after a commit or push was accepted that ran the tiers of these `names`: a push uses it up, a commit
 * does when HEAD moves on. Undefined: nothing.
 */
export function used(
  wish: OneShot,
  names: ReadonlySet<string>,
  by: 'commit' | 'push',
  head: string,
): OneShot | undefined {
  if (wish.name !== undefined && !names.has(wish.name)) return wish;
  return by === 'push' ? undefined : { ...wish, usedOn: head };
}
