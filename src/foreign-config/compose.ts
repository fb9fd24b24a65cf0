import type { CarriedTask } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import { CLIENT_HOOKS } from '../core/hooks/triggers.ts';
import type { MigrationPlan, PlannedTask, PlannedTier, Readings } from './plan.ts';
import { type Step, stepsOf } from './sequence.ts';
import { freeName } from './task-name.ts';

/** What a tier for one hook is called; the others are called after their hook. */
const NAMES: Readonly<Record<string, string>> = { 'pre-commit': 'fast', 'pre-push': 'thorough' };

/** What no hook is called. */
const BY_HAND = '\n';

/** Makes tiers of tasks: one for each set of hooks. `isStarted`: whether an entry's checks stand where others start it. */
export function composePlan(readings: Readings, isStarted: (entry: string) => boolean): MigrationPlan {
  const { steps, left, idle } = stepsOf(readings, isStarted);
  const groups = new Map<string, Step[]>();
  for (const step of steps) {
    const key = step.task.tier === undefined ? step.task.on.join(' ') : `${BY_HAND}${step.task.tier}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  const taken = new Set<string>();
  // Tiers of one hook choose their names first.
  const keys = [...groups.keys()].sort((one, other) => one.split(' ').length - other.split(' ').length);
  const names = new Map(keys.map((key) => [key, tierName(key, groups.get(key) ?? [], taken)]));
  const notes: { readonly about: string; readonly text: string }[] = [];
  const tiers = [...groups]
    .sort(([one], [other]) => rankOf(one) - rankOf(other))
    .map(([key, group]) => {
      const tier = makeTier(names.get(key) ?? key, group);
      tier.tasks.forEach((task, index) => {
        const own = [...(group[index]?.task.notes ?? []), ...advice(task)];
        notes.push(...own.map((text) => ({ about: task.name, text })));
      });
      return tier;
    });
  const unused = idle.map((entry) => ({ what: entry, place: 'the config of', why: 'no hook starts it' }));
  return { tiers, notes, left: [...left, ...unused], idle };
}

/** Tiers stand in the order in which git runs hooks, and those for hands come last. */
function rankOf(key: string): number {
  const hooks: readonly string[] = CLIENT_HOOKS;
  const rank = hooks.indexOf(key.split(' ')[0] ?? '');
  return rank === -1 ? hooks.length : rank;
}

/** What a kind of ours could do in place of a script of the project. */
function advice({ name, keys }: PlannedTask): readonly string[] {
  const isLinkScript = keys['uses'] === undefined && /(?:^|[-_])links?(?:$|[-_])/i.test(name);
  return isLinkScript
    ? ['stays as it is; `"uses": "doc-links"` checks links to files and headings without a script']
    : [];
}

function tierName(key: string, group: readonly Step[], taken: Set<string>): string {
  const own = key.split(' ').map((hook) => NAMES[hook] ?? hook);
  const byHand = group[0]?.task.tier;
  const wanted = byHand ?? own.find((name) => !taken.has(name)) ?? own.join('-and-');
  const name = freeName(wanted.replace(/[\s,:]+/g, '-'), taken);
  taken.add(name);
  return name;
}

function makeTier(name: string, steps: readonly Step[]): PlannedTier {
  const names = new Map<CarriedTask, string>();
  const tasks = steps.map(({ task, after }): PlannedTask => {
    const free = freeName(task.name, new Set(names.values()));
    names.set(task, free);
    const needs = after.flatMap((one) => names.get(one) ?? []);
    return {
      name: free,
      keys: { ...task.task, ...(needs.length === 0 ? {} : { needs }) },
      was: task.was,
      place: task.place,
    };
  });
  return { name, on: steps[0]?.task.on ?? [], tasks, gates: gatesOf(steps) };
}

/** Of several limits for one thing the highest: whoever was below it was refused before. */
function gatesOf(steps: readonly Step[]): PlannedTier['gates'] {
  const gates: Record<string, Options> = {};
  for (const [gate, policy] of steps.flatMap(({ task }) => Object.entries(task.gates ?? {}))) {
    const merged = { ...gates[gate] };
    for (const [key, limit] of Object.entries(policy)) {
      const before = merged[key];
      if (before === undefined || Number(limit) > Number(before)) merged[key] = limit;
    }
    gates[gate] = merged;
  }
  return gates;
}

/** The config itself, as it is written. */
export function configOf({ tiers }: MigrationPlan): Options {
  const entries = tiers.map(({ name, on, tasks, gates }) => {
    const entry = {
      ...(on.length === 0 ? {} : { on }),
      tasks: Object.fromEntries(tasks.map(({ name: task, keys }) => [task, keys])),
      ...(Object.keys(gates).length === 0 ? {} : { gates }),
    };
    return [name, entry] as const;
  });
  return { tiers: Object.fromEntries(entries) };
}
