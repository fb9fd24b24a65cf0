import type { RunEntry } from './entry.ts';

/** A commit that was made, or pushed, without a check that looked at it: with `--no-verify`, or with hooks turned off. */
export interface Unchecked {
  readonly what: 'commit' | 'push';
  /** Milliseconds since 1970, to the second. */
  readonly at: number;
  readonly commit: string;
  /** First line of its message. */
  readonly subject: string;
  /** For a push: the branch as it is known here, such as `origin/main`. */
  readonly ref?: string;
}

/** One thing that happened. */
export type HistoryItem =
  | ({ readonly type: 'run' } & RunEntry)
  /** Made or pushed unchecked. */
  | ({ readonly type: 'unchecked' } & Unchecked);

/** What happened, the newest first. */
export function historyOf(runs: readonly RunEntry[], unchecked: readonly Unchecked[]): readonly HistoryItem[] {
  const items: readonly HistoryItem[] = [
    ...runs.map((run) => ({ type: 'run', ...run }) as const),
    ...unchecked.map((one) => ({ type: 'unchecked', ...one }) as const),
  ];
  return items.toSorted((a, b) => timeOf(b) - timeOf(a));
}

/** Whether something was left out. */
export function isLacking(item: HistoryItem): boolean {
  return item.type === 'unchecked' || item.skips.length > 0;
}

/** Trees that runs of these hooks accepted. */
export function acceptedTrees(runs: readonly RunEntry[], hooks: readonly string[]): ReadonlySet<string> {
  return new Set(
    runs.flatMap(({ accepted, trigger, tree }) => (accepted && tree !== null && hooks.includes(trigger) ? [tree] : [])),
  );
}

function timeOf(item: HistoryItem): number {
  return item.type === 'run' ? Date.parse(item.startedAt) : item.at;
}
