import type { Comparison, Snapshot } from './files.ts';
import { type Governed, governedPaths } from './governed.ts';
import type { Task, Tier } from './task.ts';
import type { SinceBase } from './test-choice.ts';

/** What a task is about, and what it is compared with where that is its own. */
export interface Subject {
  readonly tier: Tier;
  readonly governed: Governed;
  readonly compared: Comparison | undefined;
  /** What tests are chosen by. */
  readonly since: SinceBase;
}

/** What subjects follow from. */
export interface Comparing {
  readonly snapshot: Snapshot;
  /** What a task is about where it is compared with something else than the snapshot: undefined where it is not. */
  readonly comparedFor?: (task: Task) => Comparison | undefined;
  /** What tests are chosen by, for tasks that may leave some out; undefined: by what the task is about. */
  readonly since?: (tier: Tier) => SinceBase | undefined;
}

/** The subjects of a tier's tasks. Tasks share what they are about: many changes are large, and few tasks have one of their own. */
export function governing(tier: Tier, { snapshot, comparedFor, since }: Comparing): (task: Task) => Subject {
  const subjects = new Map<Comparison | undefined, Subject>();
  return (task) => {
    const compared = comparedFor?.(task);
    const known = subjects.get(compared);
    if (known !== undefined) return known;
    const subject = {
      tier,
      governed: governedPaths(tier, { tree: snapshot.tree, ...(compared ?? snapshot) }),
      compared,
      since: since?.(tier) ?? compared ?? snapshot,
    };
    subjects.set(compared, subject);
    return subject;
  };
}
