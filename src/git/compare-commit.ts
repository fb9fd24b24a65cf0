import type { ChangeKind, Comparison, FileEntry, FileSet, RepoPath } from '../core/files.ts';
import { allAdded, RAW_DIFF } from './captured.ts';
import { parseRawDiffs, type RawDiff } from './entries.ts';
import { type GitPlace, git } from './git.ts';

/**
 * Compares a commit with others: changed is what none of them has in this state. Of a merge, that is neither what the one
 * side brought along nor the other. Without others every file of the tree counts as added. One git call.
 * All are named by their ids: rejects with `LatticeError` for one that is not here; what is no id counts as nothing.
 */
export async function compareCommit(
  place: GitPlace,
  { commit, tree }: { readonly commit: string; readonly tree: Promise<FileSet> },
  others: readonly string[],
): Promise<Comparison> {
  if (others.length === 0) return { changed: allAdded(await tree), before: new Map() };
  const input = others.map((other) => `${commit} ${other}\n`).join('');
  const output = await git(place, ['diff-tree', '--stdin', '-r', '--root', ...RAW_DIFF], Buffer.from(input));
  const diffs = parseRawDiffs(output).get(commit) ?? [];
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
