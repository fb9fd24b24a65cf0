import type { Comparison, Snapshot } from './files.ts';
import { type Governed, governedPaths } from './governed.ts';
import type { Task, Tier } from './task.ts';

/** What a task is about, and what it is compared with where that is its own. */
export interface Subject {
  readonly governed: Governed;
  readonly compared: Comparison | undefined;
}

/** The subjects of a tier's tasks. Tasks share what they are about: many changes are large, and few tasks have one of their own. */
export function governing(
  tier: Tier,
  {
    snapshot,
    comparedFor,
  }: { readonly snapshot: Snapshot; readonly comparedFor?: (task: Task) => Comparison | undefined },
): (task: Task) => Subject {
  const subjects = new Map<Comparison | undefined, Subject>();
  return (task) => {
    const compared = comparedFor?.(task);
    const known = subjects.get(compared);
    if (known !== undefined) return known;
    const subject = { governed: governedPaths(tier, { tree: snapshot.tree, ...(compared ?? snapshot) }), compared };
    subjects.set(compared, subject);
    return subject;
  };
}
