import type { RepoPath } from '../core/files.ts';
import type { Check } from '../core/plan.ts';
import type { Ports } from '../core/ports.ts';
import type { RevisedFiles } from '../core/trees/revised-files.ts';
import type { Memory, Recall } from './memory.ts';
import type { WatchedFiles } from './watched-files.ts';

/** What fixing again needs of a run. `tree` follows the fixes. */
export interface Replaying {
  readonly ports: Pick<Ports, 'applyFixes'>;
  readonly memory: Memory;
  readonly tree: RevisedFiles;
  /** Files that are not on disk as the tree has them. */
  readonly unseen: ReadonlySet<RepoPath>;
}

/** What is known of a check once what was fixed before is fixed again. */
export interface Replayed {
  readonly recall: Recall;
  /** Files that hold what a fix made of them. */
  readonly rewrote: readonly RepoPath[];
}

/**
 * Fixes again, without its program, what the check has fixed before in the same content. What cannot be fixed so, because
 * git has thrown the result away or somebody has saved the file since, stays missing: the program sees to it.
 */
export async function replayFixes(
  check: Check,
  recall: Recall,
  { memory, ports, tree, unseen }: Replaying,
  watched: WatchedFiles,
): Promise<Replayed> {
  const known = (await memory.recallFixes(check, recall, tree)).filter(({ path }) => !unseen.has(path));
  if (known.length === 0) return { recall, rewrote: [] };
  const stamps = await memory.attempt(() => ports.applyFixes(known), new Map<RepoPath, string>());
  const fixed = known.filter(({ path }) => stamps.has(path));
  for (const { path, to } of fixed) tree.set(path, to);
  watched.accept(fixed.map(({ path, to }) => ({ path, entry: to, stamp: stamps.get(path) })));
  const rewrote = fixed.map(({ path }) => path);
  const done = new Set(rewrote);
  const missing = recall.missing.filter((path) => !done.has(path));
  const passes = [...recall.passes, ...fixed.map(({ pass }) => pass)];
  const complete = missing.length === 0 && recall.audited === undefined;
  return { recall: { ...recall, missing, passes, complete }, rewrote };
}
