import { copyFileSync, lstatSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';

/**
 * Copies files into a private folder below `temporary`. The returned function puts back those whose bytes differ by then,
 * times included, and removes the copies; it must be called once. Files that are not there, and links, are left alone.
 */
export function preserveFiles(root: string, paths: readonly RepoPath[], temporary: string): () => void {
  const folder = mkdtempSync(join(temporary, 'lattice-hooks-kept-'));
  const kept = paths.flatMap((path, index) => {
    const original = onDisk(root, path);
    const stat = lstatSync(original, { throwIfNoEntry: false });
    if (stat?.isFile() !== true) return [];
    const copy = join(folder, `${index}`);
    copyFileSync(original, copy);
    return [{ original, copy, stat }];
  });
  return () => {
    for (const { original, copy, stat } of kept) {
      if (isSame(original, copy)) continue;
      copyFileSync(copy, original);
      utimesSync(original, stat.atime, stat.mtime);
    }
    rmSync(folder, { recursive: true, force: true });
  };
}

function isSame(one: string | Buffer, other: string): boolean {
  try {
    return readFileSync(one).equals(readFileSync(other));
  } catch {
    return false;
  }
}
