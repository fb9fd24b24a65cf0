import type { PassStore, StoredPass } from '../core/contracts/stores.ts';
import { type FileEntry, type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import { fileKey, fixKey } from '../core/memory/fingerprint.ts';
import type { Fix } from '../core/ports.ts';

/** A fix that was made before, and the pass of what it leads to. */
export interface KnownFix extends Fix {
  readonly pass: StoredPass;
}

/**
 * Remembered fixes of these files as they are in `tree`, under the key of a task. Only those that lead to a content with a
 * pass under the same key: a fix says what a file becomes, and the pass that this is right.
 */
export async function findFixes(
  store: PassStore,
  key: string,
  paths: readonly RepoPath[],
  tree: FileSet,
): Promise<readonly KnownFix[]> {
  const keys = new Map(paths.map((path) => [path, fixKey(key, path, tree)]));
  const remembered = await store.recallFixes([...keys.values()]);
  const fixed = new Map<RepoPath, FileEntry>();
  for (const [path, one] of keys) {
    const to = remembered.get(one);
    if (to !== undefined) fixed.set(path, to);
  }
  if (fixed.size === 0) return [];
  const passKeys = new Map([...fixed.keys()].map((path) => [path, fileKey(key, path, fixed)]));
  const passes = await store.recall([...passKeys.values()]);
  return [...fixed].flatMap(([path, to]) => {
    const from = tree.get(path);
    const pass = passes.get(passKeys.get(path) ?? '');
    return from === undefined || pass === undefined ? [] : [{ path, from, to, pass }];
  });
}

/** What was fixed of files that have passed, by its keys. `before`: what those held that were rewritten, and no others. */
export function fixesToKeep(
  key: string,
  passed: readonly RepoPath[],
  before: FileSet,
  tree: FileSet,
): ReadonlyMap<string, FileEntry> {
  const fixes = new Map<string, FileEntry>();
  for (const path of passed) {
    const [from, to] = [before.get(path), tree.get(path)];
    if (from !== undefined && to !== undefined && isRegular(to)) fixes.set(fixKey(key, path, before), to);
  }
  return fixes;
}
