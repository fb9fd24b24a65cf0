import type { Skip } from '../core/record.ts';
import type { Tier } from '../core/task.ts';
import { checkNames } from './select-tiers.ts';

/** What becomes of the wishes to leave something out. */
export interface SkipDecision {
  /** Wishes that are granted. */
  readonly skips: readonly Skip[];
  /** Wishes that are not, each with its reason: a required task, or an unknown name from the environment. */
  readonly notes: readonly string[];
  /** Unknown names from the command line, which are an error of usage. */
  readonly unknown: readonly string[];
}

/** Wishes that stand in the environment: `LATTICE_HOOKS_SKIP`, with its reason. */
export function skipsFromEnvironment(env: Readonly<Record<string, string | undefined>>): readonly Skip[] {
  const reason = env['LATTICE_HOOKS_REASON'] ?? '';
  return splitNames(env['LATTICE_HOOKS_SKIP'] ?? '').map((task) => ({ task, by: 'env', reason }));
}

/** Names separated by commas or blanks. */
export function splitNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

/** Grants wishes for names that exist and are not required. */
export function decideSkips(wishes: readonly Skip[], tiers: readonly Tier[]): SkipDecision {
  const known = new Set(checkNames(tiers));
  const required = new Set(
    tiers.flatMap((tier) => tier.tasks.filter((task) => task.required).map((task) => task.name)),
  );
  const skips: Skip[] = [];
  const notes: string[] = [];
  const unknown: string[] = [];
  for (const wish of wishes) {
    if (!known.has(wish.task) && wish.by === 'cli') unknown.push(wish.task);
    else if (!known.has(wish.task))
      notes.push(`nothing here is called \`${wish.task}\`, so nothing was skipped for it`);
    else if (required.has(wish.task)) notes.push(`\`${wish.task}\` is required and was not skipped`);
    else skips.push(wish);
  }
  return { skips, notes, unknown };
}

/** Wishes given with `git -c lattice.skip=lint -c lattice.reason=…`. `values`: what git has under `lattice` for this command. */
export function skipsFromGit(values: ReadonlyMap<string, string>): readonly Skip[] {
  const reason = values.get('reason') ?? '';
  return splitNames(values.get('skip') ?? '').map((task) => ({ task, by: 'git-config', reason }));
}
