import type { FileEntry, FileSet, RepoPath } from '../../core/files.ts';
import { type GitPlace, git } from '../git.ts';
import { listTree, parseTree, type RawDiff } from '../index/entries.ts';
import { inGitsOrder } from '../snapshot.ts';
import type { Captured } from './captured.ts';
import { comparisonOf, readDiffs } from './compare.ts';

/** A commit to capture, all by ids. */
export interface CommitToCapture {
  readonly commit: string;
  readonly tree: string;
  /** What it is compared with; empty: every file counts as added. */
  readonly bases: readonly string[];
}

/**
 * Captures commits, no two of them the same, in their order. Two git calls however many they are: the files of each are told
 * by how it differs from the one before. They are made one at a time, because a thousand trees would not fit into memory.
 */
export async function captureCommits<T extends CommitToCapture>(
  place: GitPlace,
  commits: readonly T[],
): Promise<Iterable<readonly [T, Captured]>> {
  const [first] = commits;
  if (first === undefined) return [];
  const pairs = commits.flatMap(({ commit, bases }, index) => {
    const before = stepFrom(commits, index);
    return [...(before === undefined ? [] : [before]), ...bases].map((other) => [commit, other] as const);
  });
  const [tree, diffs] = await Promise.all([
    git(place, listTree(first.commit)).then(parseTree),
    pairs.length === 0 ? new Map<string, readonly RawDiff[]>() : readDiffs(place, pairs),
  ]);
  return oneByOne(commits, tree, diffs);
}

/** The commit by whose files those of one are told; undefined where they are the same, and for the first. */
function stepFrom(commits: readonly CommitToCapture[], index: number): string | undefined {
  const before = commits[index - 1];
  return before === undefined || before.tree === commits[index]?.tree ? undefined : before.commit;
}

function* oneByOne<T extends CommitToCapture>(
  commits: readonly T[],
  first: FileSet,
  diffs: ReadonlyMap<string, readonly RawDiff[]>,
): Generator<readonly [T, Captured]> {
  let tree = first;
  for (const [index, one] of commits.entries()) {
    const { commit, bases } = one;
    const own = diffs.get(commit) ?? [];
    const [step] = own;
    const isStep = step !== undefined && stepFrom(commits, index) !== undefined;
    if (isStep) tree = stepTo(tree, step);
    const { before, ...changes } = comparisonOf(isStep ? own.slice(1) : own, bases, tree);
    yield [one, { snapshot: { source: 'commit', tree, commit, bases, ...changes }, before }];
  }
}

function stepTo(tree: FileSet, { changed, after }: RawDiff): FileSet {
  const next = new Map<RepoPath, FileEntry>(tree);
  for (const path of changed.keys()) {
    const is = after.get(path);
    if (is === undefined) next.delete(path);
    else next.set(path, is);
  }
  return [...changed.values()].includes('added') ? inGitsOrder(next) : next;
}
