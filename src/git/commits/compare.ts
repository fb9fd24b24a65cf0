import type { ChangeKind, Comparison, FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { type GitPlace, git } from '../git.ts';
import { parseRawDiffs, type RawDiff } from '../index/entries.ts';
import { allAdded, RAW_DIFF } from './captured.ts';

/** Arguments by which git compares pairs of commits that it reads, `id SP id LF` each. */
export const COMPARE_COMMITS: readonly string[] = ['diff-tree', '--stdin', '-r', '--root', ...RAW_DIFF];

/** Compares a commit with others, see `comparisonOf`. All are named by their ids. One git call at most. */
export async function compareCommit(
  place: GitPlace,
  { commit, tree }: { readonly commit: string; readonly tree: Promise<FileSet> },
  others: readonly string[],
): Promise<Comparison> {
  if (others.length === 0) return comparisonOf([], others, await tree);
  const diffs = await readDiffs(
    place,
    others.map((other) => [commit, other]),
  );
  return comparisonOf(diffs.get(commit) ?? [], others, await tree);
}

/**
 * How commits differ from others, by the ids of the first of each pair: in the order of the pairs, those apart that differ
 * in nothing. One git call. Rejects with `LatticeError` for a commit that is not here; what is no id counts as nothing.
 */
export async function readDiffs(
  place: GitPlace,
  pairs: readonly (readonly [commit: string, other: string])[],
): Promise<ReadonlyMap<string, readonly RawDiff[]>> {
  const input = pairs.map(([commit, other]) => `${commit} ${other}\n`).join('');
  return parseRawDiffs(await git(place, COMPARE_COMMITS, Buffer.from(input)));
}

/**
 * What the diffs of a commit to others come to: changed is what none of these has in this state. Of a merge, that is neither
 * what the one side brought along nor the other. Without others every file of the tree counts as added.
 */
export function comparisonOf(diffs: readonly RawDiff[], others: readonly string[], tree: FileSet): Comparison {
  if (others.length === 0) return { changed: allAdded(tree), before: new Map() };
  // One that differs in nothing is not listed.
  if (diffs.length < others.length) return { changed: new Map(), before: new Map() };
  return fromNone(diffs);
}

function fromNone(diffs: readonly RawDiff[]): Comparison {
  const changed = new Map<RepoPath, ChangeKind>();
  const before = new Map<RepoPath, FileEntry>();
  for (const [path, kind] of diffs[0]?.changed ?? []) {
    if (!diffs.every((diff) => diff.changed.has(path))) continue;
    const was = diffs.map((diff) => diff.before.get(path)).find((entry) => entry !== undefined);
    if (was !== undefined) before.set(path, was);
    changed.set(path, kind === 'added' && was !== undefined ? 'modified' : kind);
  }
  const sides = diffs.map((diff) => new Set(diff.changed.keys()));
  return { changed, before, ...(sides.length > 1 ? { sides } : {}) };
}
