import { LatticeError } from '../../core/errors.ts';
import { isSameEntry } from '../../core/files.ts';
import { listPaths } from '../../core/list-paths.ts';
import { isSameMoved, stampAt } from '../../system/stamps.ts';
import type { Captured } from '../commits/captured.ts';
import type { GitPlace } from '../git.ts';
import { captureIndex } from './snapshot.ts';

/** Whether git would still commit what was captured: true as long as nobody has written the index that it names. */
export function isIndexStill({ named }: Captured): boolean {
  if (named === undefined) return true;
  const stamp = stampAt(named.file);
  // A second name, as a journal gives it, is no change.
  return named.stamp === undefined ? stamp === undefined : isSameMoved(named.stamp, stamp);
}

/**
 * Throws `LatticeError` where git would commit something else by now than was captured: it reads the index after the hook, so
 * that what another program has staged meanwhile goes into the commit. Starts git only where the index was written to, if only
 * by `git status`.
 */
export async function refuseChangedIndex(place: GitPlace, captured: Captured): Promise<void> {
  if (isIndexStill(captured)) return;
  const { tree } = captured.snapshot;
  const now = (await captureIndex(place)).snapshot.tree;
  const paths = [...new Set([...tree.keys(), ...now.keys()])];
  const changed = paths.filter((path) => !isSameEntry(tree.get(path), now.get(path))).sort();
  if (changed.length === 0) return;
  throw new LatticeError(
    'environment',
    `staged by another program while the hook was at work: ${listPaths(changed)}`,
    'Nobody has looked at that. It stays staged: commit again.',
  );
}
