import type { Skip } from '../core/record.ts';
import type { Tier } from '../core/task.ts';
import { checkNames } from './select-tiers.ts';

/** What becomes of the wishes to leave something out. */
export interface SkipDecision {
  /** Wishes that are granted, one for each name. */
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

/** Wishes given with `git -c lattice.skip=lint -c lattice.reason=…`. `values`: what git has under `lattice` for this command. */
export function skipsFromGit(values: ReadonlyMap<string, string>): readonly Skip[] {
  const reason = values.get('reason') ?? '';
  return splitNames(values.get('skip') ?? '').map((task) => ({ task, by: 'git-config', reason }));
}

/** Names separated by commas or blanks. */
export function splitNames(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((name) => name !== '');
}

/**
 * Grants wishes for names that exist in the `chosen` tiers and are not required; of several wishes for one name, the first.
 * A name of another tier of `all` is wished for some other hook, as one variable is set for a commit and a push.
 */
export function decideSkips(wishes: readonly Skip[], chosen: readonly Tier[], all: readonly Tier[]): SkipDecision {
  const here = new Set(checkNames(chosen));
  const elsewhere = new Set(checkNames(all));
  const tasks = chosen.flatMap((tier) => tier.tasks);
  const required = new Set(tasks.filter((task) => task.required).map((task) => task.name));
  const free = new Set([
    ...tasks.filter((task) => !task.required).map((task) => task.name),
    ...chosen.flatMap((tier) => Object.keys(tier.gates)),
  ]);
  const skips: Skip[] = [];
  const notes: string[] = [];
  const unknown: string[] = [];
  for (const wish of firstOfEach(wishes)) {
    const { task, by } = wish;
    if (!here.has(task) && by === 'cli') unknown.push(task);
    else if (!elsewhere.has(task)) notes.push(`nothing here is called \`${task}\`, so nothing was skipped for it`);
    if (required.has(task)) notes.push(`\`${task}\` is required and was not skipped`);
    if (free.has(task)) skips.push(wish);
  }
  return { skips, notes, unknown };
}

function firstOfEach(wishes: readonly Skip[]): readonly Skip[] {
  const first = new Map<string, Skip>();
  for (const wish of wishes) if (!first.has(wish.task)) first.set(wish.task, wish);
  return [...first.values()];
}
