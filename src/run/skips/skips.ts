import type { Skip } from '../../core/record.ts';
import type { Tier } from '../../core/task.ts';
import { checkNames } from '../select-tiers.ts';

/** What becomes of the wishes to leave something out. */
export interface SkipDecision {
  /** Wishes that are granted, one for each name. */
  readonly skips: readonly Skip[];
  /** Why others are not: a required task, or one that is skipped for a reason alone. */
  readonly notes: readonly string[];
  /** Unknown names from elsewhere than the command line: they are told, and the rest goes on. */
  readonly strangers: readonly string[];
  /** Unknown names from the command line, which are an error of usage. */
  readonly unknown: readonly string[];
  /** Names from the command line for which a reason is demanded and none was given: likewise. */
  readonly unexplained: readonly string[];
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
  const judge = judgeOf(chosen, all);
  const judged = firstOfEach(wishes).flatMap((wish) => judge(wish).map((verdict) => ({ wish, verdict })));
  const those = (meant: Verdict) => judged.flatMap(({ wish, verdict }) => (verdict === meant ? [wish] : []));
  return {
    skips: those('granted'),
    notes: judged.flatMap(({ wish, verdict }) => noteOn(wish, verdict)),
    strangers: those('stranger').flatMap(({ task, by }) => (by === 'cli' ? [] : [task])),
    unknown: those('stranger').flatMap(fromCommandLine),
    unexplained: those('unexplained').flatMap(fromCommandLine),
  };
}

/** What a wish comes to; in different configs a name may be required in one and not in another. */
type Verdict = 'granted' | 'required' | 'unexplained' | 'stranger';

function judgeOf(chosen: readonly Tier[], all: readonly Tier[]): (wish: Skip) => readonly Verdict[] {
  const here = new Set(checkNames(chosen));
  const anywhere = new Set(checkNames(all));
  const tasks = chosen.flatMap((tier) => tier.tasks);
  const required = new Set(tasks.flatMap((task) => (task.required ? [task.name] : [])));
  const gates = chosen.flatMap((tier) => Object.keys(tier.gates));
  const free = new Set([...gates, ...tasks.flatMap((task) => (task.required ? [] : [task.name]))]);
  const explained = new Set(checkNames(chosen.filter(({ skips }) => skips?.needsReason === true)));
  return ({ task, by, reason }): readonly Verdict[] => {
    if (!here.has(task)) return by === 'cli' || !anywhere.has(task) ? ['stranger'] : [];
    const grant: Verdict = explained.has(task) && reason.trim() === '' ? 'unexplained' : 'granted';
    return [...(required.has(task) ? (['required'] as const) : []), ...(free.has(task) ? [grant] : [])];
  };
}

/** How a reason is given where none was. */
const REASONS: Readonly<Record<Exclude<Skip['by'], 'cli'>, string>> = {
  env: 'LATTICE_HOOKS_REASON="why"',
  'git-config': 'git -c lattice.reason="why"',
  once: 'lattice-hooks skip --reason "why"',
};

/** What is told of a wish that is not granted. On the command line that is an error of usage, unless the task is required. */
function noteOn({ task, by }: Skip, verdict: Verdict): readonly string[] {
  if (verdict === 'required') return [`\`${task}\` is required and was not skipped`];
  if (by === 'cli') return [];
  if (verdict !== 'unexplained') return [];
  return [`\`${task}\` was not skipped, because a reason has to be given here: ${REASONS[by]}`];
}

function fromCommandLine({ task, by }: Skip): readonly string[] {
  return by === 'cli' ? [task] : [];
}

function firstOfEach(wishes: readonly Skip[]): readonly Skip[] {
  const first = new Map<string, Skip>();
  for (const wish of wishes) if (!first.has(wish.task)) first.set(wish.task, wish);
  return [...first.values()];
}
