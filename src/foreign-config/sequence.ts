import type { CarriedTask, LeftBehind } from '../core/contracts/migrations.ts';
import type { Readings } from './plan.ts';

/** A task with those that have to pass before it. */
export interface Step {
  readonly task: CarriedTask;
  readonly after: readonly CarriedTask[];
}

/**
 * What the hooks of the tools start, in order: where one starts another tool, the tasks of that stand in its place. `idle`:
 * tools that are there to be started, and that nothing starts.
 */
export function stepsOf(
  readings: Readings,
  isStarted: (entry: string) => boolean,
): { readonly steps: readonly Step[]; readonly left: readonly LeftBehind[]; readonly idle: readonly string[] } {
  const steps: Step[] = [];
  const left: LeftBehind[] = [];
  const own = [...readings].filter(([entry]) => !isStarted(entry));
  for (const [, reading] of own) {
    left.push(...reading.left);
    let last: readonly CarriedTask[] = [];
    for (const task of reading.tasks) {
      const group = groupOf(task, readings, isStarted, left);
      last = addGroup(steps, group, task.follows === true ? last : []);
    }
  }
  const started = new Set(own.flatMap(([, { tasks }]) => tasks.map((task) => task.starts)));
  return { steps, left, idle: [...readings.keys()].filter((entry) => isStarted(entry) && !started.has(entry)) };
}

/** The task itself, or the tasks of the tool that it starts; none where that has no config. */
function groupOf(
  task: CarriedTask,
  readings: Readings,
  isStarted: (entry: string) => boolean,
  left: LeftBehind[],
): readonly CarriedTask[] {
  if (task.starts === undefined) return [task];
  const started = readings.get(task.starts);
  if (started === undefined) {
    left.push({ what: task.was, place: task.place, why: `there is no config of ${task.starts}` });
    return [];
  }
  // Its hooks stand for themselves.
  if (!isStarted(task.starts)) return [];
  left.push(...started.left);
  return started.tasks.map((one, index) => ({
    ...one,
    on: task.on,
    notes: index === 0 ? [...one.notes, ...task.notes] : one.notes,
  }));
}

/** Adds tasks that begin together or one after another, and says which end the group. */
function addGroup(
  steps: Step[],
  group: readonly CarriedTask[],
  before: readonly CarriedTask[],
): readonly CarriedTask[] {
  if (group.length === 0) return before;
  const ends: CarriedTask[] = [];
  group.forEach((task, index) => {
    const previous = group[index - 1];
    const isNext = index > 0 && task.follows === true && previous !== undefined;
    if (isNext) ends.pop();
    ends.push(task);
    steps.push({ task, after: isNext ? [previous] : before });
  });
  return ends;
}
