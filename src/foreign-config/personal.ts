import type { LeftBehind } from '../core/contracts/migrations.ts';
import type { Options } from '../core/contracts/schema.ts';
import { composePlan, configOf } from './compose.ts';
import type { MigrationPlan, PlannedTask, Readings } from './plan.ts';

/** What one of the project keeps to itself: a config to merge over the one of all, and what no merging can say. */
export interface PersonalConfig {
  /** Undefined: there is nothing of that kind. */
  readonly config: Options | undefined;
  readonly left: readonly LeftBehind[];
}

/** The difference that the personal files of the tools make to the plan. */
export function personalConfig(
  readings: Readings,
  isStarted: (entry: string) => boolean,
  plan: MigrationPlan,
): PersonalConfig {
  if (![...readings.values()].some(({ personal }) => personal !== undefined)) return { config: undefined, left: [] };
  const own = new Map([...readings].map(([name, one]) => [name, { ...one, tasks: one.personal ?? one.tasks }]));
  const mine = composePlan(own, isStarted);
  const left: LeftBehind[] = [];
  const tiers = mine.tiers.flatMap((tier) => {
    const before = plan.tiers.find(({ name }) => name === tier.name)?.tasks ?? [];
    const tasks = tier.tasks.flatMap((task) => changed(task, before, left));
    const isNew = before.length === 0;
    return tasks.length === 0 ? [] : [{ ...tier, on: isNew ? tier.on : [], tasks, gates: {} }];
  });
  left.push(
    ...plan.tiers.flatMap(({ name, tasks }) =>
      goneFrom(tasks, mine.tiers.find((tier) => tier.name === name)?.tasks ?? []),
    ),
  );
  const config = tiers.length === 0 ? undefined : configOf({ tiers, notes: [], left: [], idle: [] });
  return { config, left };
}

/** The task with the keys that it has otherwise; none where it is as it was. */
function changed(task: PlannedTask, before: readonly PlannedTask[], left: LeftBehind[]): readonly PlannedTask[] {
  const { keys = {} } = before.find(({ name }) => name === task.name) ?? {};
  const other = Object.entries(task.keys).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(keys[key]));
  // Merging adds keys and takes none away.
  const isLost = Object.keys(keys).some((key) => task.keys[key] === undefined);
  if (isLost)
    left.push({ what: task.was, place: task.place, why: 'it cannot be said as a change of the task that all have' });
  return isLost || other.length === 0 ? [] : [{ ...task, keys: Object.fromEntries(other) }];
}

function goneFrom(tasks: readonly PlannedTask[], mine: readonly PlannedTask[]): readonly LeftBehind[] {
  return tasks
    .filter(({ name }) => !mine.some((one) => one.name === name))
    .map(({ name, was, place }) => ({
      what: was,
      place,
      why: `a personal config cannot switch it off; \`LATTICE_HOOKS_SKIP=${name}\` skips it once`,
    }));
}
